# ruff: noqa: E501
"""What MC/INF/274 says of the plan of 1995 and of the strategy of 2004: wordings, agreements, and what became of each objective."""

STRATEGY, PLAN = "MC/INF/274", "MC/1842"
OBJECTIVES_1995 = {
    "O1": (
        "Migration services",
        "provide secure, reliable and cost-effective services for persons who require international migration assistance",
    ),
    "O2": ("Assistance in emergencies", "provide migration assistance to persons affected by emergencies"),
    "O3": (
        "Reference point for information",
        "be the reference point for information on international, regional and internal migration, providing leadership in the international dialogue on migration",
    ),
    "O4": (
        "Expert advice and cooperation",
        "offer expert advice and cooperation to governments, intergovernmental and non-governmental organizations and others on migration matters",
    ),
    "O5": (
        "Migration for development",
        "promote economic and social development through the design and implementation of migration-related programmes, including the transfer of qualified human resources",
    ),
    "O6": ("Forum for debate", "be a forum for and provide leadership in the international debate on migration"),
    "O7": (
        "Return and reintegration",
        "undertake programmes which facilitate the return and reintegration of displaced persons and other migrants, taking into account the needs and concerns of local communities",
    ),
    "O8": (
        "Solutions to irregular migration",
        "help governments and migrants find solutions to the problems and causes of irregular migration",
    ),
    "O9": ("Migrants’ rights", "work towards the effective respect of migrants’ rights"),
}
RESULTS_1995 = {
    "E1": ("Informed governments and societies", "better informed governments and societies"),
    "E2": (
        "Governmental capacity",
        "strengthened governmental capacity to manage migration pressures and opportunities",
    ),
    "E3": (
        "Clearer policies",
        "clearer governmental policies and programmes which both encourage and provide incentives for orderly migration and discourage disorderly migration",
    ),
    "E4": ("Fairness, discipline and equity", "increased fairness, discipline and equity"),
    "E5": ("Integrated and harmonized action", "more and improved opportunities for integrated and harmonized action"),
    "E6": ("Prevention and root causes", "more effective prevention, including addressing root causes"),
    "E7": (
        "Enforcement against traffickers",
        "better enforcement of measures against traffickers of migrants or other illegal dealers profiting from the desperation of migrants",
    ),
    "E8": (
        "Protection and obligations",
        "enhanced protection of migrants’ rights and welfare on the one hand and observance of their legal obligations to receiving States on the other",
    ),
    "E9": (
        "Resolution of migration crises",
        "resolution of migration crises in ways which contribute to stabilization and development",
    ),
}
CAPACITIES_1995 = {
    "C1": ("Operational capacity", "enhanced operational capacities"),
    "C2": ("Intellectual capacity", "enhanced intellectual capacities"),
    "C3": ("Technological capacity", "enhanced technological capacities"),
    "C4": ("Financial capacity", "enhanced financial capacities"),
}
AGREEMENTS = (
    (1996, "the United Nations"),
    (1997, "the United Nations High Commissioner for Refugees"),
    (1998, "the United Nations Development Programme"),
    (1998, "the Organization of African Unity"),
    (1999, "the Joint United Nations Programme on HIV/AIDS"),
    (1999, "the World Health Organization"),
    (2000, "the League of Arab States"),
    (2000, "the Asian-African Legal Consultative Organization"),
    (2000, "the United Nations High Commissioner for Refugees, on the Rapid Response Transportation Fund"),
    (2001, "the Organization for Security and Cooperation in Europe"),
    (2001, "the Southeast European Cooperative Initiative"),
    (2002, "the Joint United Nations Programme on HIV/AIDS (updated)"),
    (2003, "the United Nations High Commissioner for Refugees, on Assisted Voluntary Return"),
    (2003, "the Organization of the Islamic Conference"),
    (2003, "the Pan American Health Organization"),
    (2003, "the United Nations Development Fund for Women"),
    (2003, "the Latin American Economic System"),
)
THREADS = (
    (
        "retained",
        "O1",
        "O1",
        "Migration services",
        "to provide secure, reliable and cost-effective services for persons who require international migration assistance",
        "",
    ),
    (
        "refined",
        "O2",
        "O2",
        "Emergency and post-conflict response",
        "to provide humanitarian response in emergency and post-conflict situations, including reinsertion in civilian life of demobilized combatants, population stabilization, capacity-building, out-of-country voting and compensation programmes",
        "emergency and post-conflict activities have been refined as new needs emerged: compensation, out-of-country voting, reinsertion of former combatants, community-development projects",
    ),
    (
        "merged",
        "O3",
        "O5",
        "Information and policy dialogue",
        "to be the reference point for information on international, regional and internal migration, providing leadership in the international debate and policy dialogue on migration",
        "",
    ),
    (
        "refined",
        "O4",
        "O3",
        "Expert advice and technical cooperation",
        "to offer expert advice and technical cooperation to States, intergovernmental and non-governmental organizations and others on migration matters",
        "",
    ),
    (
        "refined",
        "O5",
        "O4",
        "Migration and development",
        "to promote economic and social development through the design and implementation of migration-related programmes, including transfer of qualified human resources, support to diaspora, remittances management and labour migration arrangements",
        "migration for development now covers links with diaspora and remittances",
    ),
    (
        "merged",
        "O6",
        "O5",
        "Information and policy dialogue",
        "to be the reference point for information on international, regional and internal migration, providing leadership in the international debate and policy dialogue on migration",
        "",
    ),
    (
        "retained",
        "O7",
        "O7",
        "Return and reintegration",
        "to undertake programmes which facilitate the return and reintegration of displaced persons and other migrants, taking into account the needs and concerns of local communities",
        "",
    ),
    (
        "refined",
        "O8",
        "O8",
        "Solutions to irregular migration",
        "to help governments and migrants find solutions to the problems and causes of irregular migration, in particular smuggling and trafficking",
        "",
    ),
    (
        "refined",
        "O9",
        "O6",
        "International migration law",
        "to work towards promoting international migration law, including enhanced protection of migrants’ rights and welfare",
        "international migration law is a necessary component of orderly and humane management of migration",
    ),
)
OBJECTIVES_2004 = tuple(
    dict.fromkeys(
        (other, label, wording)
        for _kind, _code, other, label, wording, _note in sorted(THREADS, key=lambda thread: thread[2])
    )
)
ROLES_2004 = (
    ("R1", "Reference point", "as the reference point for information on migration"),
    (
        "R2",
        "Research and analysis",
        "as provider of policy-relevant research and analysis, promoting the increased sophistication and compatibility of data collection, dissemination and sharing",
    ),
    ("R3", "Technical cooperation", "as the leading partner for technical cooperation on migration management"),
    ("R4", "Forum", "as provider of a forum for the exchange of views and experiences"),
    (
        "R5",
        "Cooperation and coordination",
        "as promoter of cooperation and coordination of efforts of all relevant actors on international migration issues",
    ),
    ("R6", "Migration law", "as promoter of effective respect for international migration law and migrants’ rights"),
    ("R7", "Policy dialogue", "as leader in the international policy dialogue on migration"),
)
