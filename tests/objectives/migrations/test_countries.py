"""The countries of programmes stay when they get shares, and when these are taken from them again."""

BEFORE = [("objectives", "0038_uploads_of_iati")]
AFTER = [("objectives", "0047_programmes_stand_in_no_circle")]


def test_countries_stay_with_their_programmes_there_and_back(migrate):
    old = migrate(BEFORE)
    programme = old.get_model("objectives", "Programme").objects.create(code="RET-1", title="Safe return")
    states = [old.get_model("objectives", "State").objects.create(iso=iso, name=iso) for iso in ("AA", "BB")]
    programme.countries.set(states)

    places = migrate(AFTER).get_model("objectives", "ProgrammeCountry").objects
    carried = list(places.order_by("state__iso").values_list("programme__code", "state__iso", "percentage"))
    places.filter(state__iso="AA").update(percentage="62.5")
    back = migrate(BEFORE).get_model("objectives", "Programme").objects.get()

    assert carried == [("RET-1", "AA", None), ("RET-1", "BB", None)]
    assert sorted(back.countries.values_list("iso", flat=True)) == ["AA", "BB"]
