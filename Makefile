# The commands of the house. `make run` and `make test` prepare what they need by themselves.
PYTHON_IN = .venv/bin/python

.PHONY: run setup test bench pictures lint format messages requirements clean

run: ## Set up what is missing and serve, until Ctrl-C (PORT=8123, SAMPLE=no, IOMTRACK_STATE=folder)
	@requirements/set-up.sh run
	@exec $(PYTHON_IN) -m iomtrack.run

setup: ## Set up what is missing, and stop there
	@requirements/set-up.sh run
	@$(PYTHON_IN) -m iomtrack.run --only-set-up

test: ## Run every test: all of them on SQLite, then on PostgreSQL those that may come out otherwise there, but for the browser's
	@requirements/set-up.sh test
	$(PYTHON_IN) -m pytest -n 2 --dist loadfile -m "not process"
	IOMTRACK_TEST_DB=postgresql $(PYTHON_IN) -m pytest -n 2 --dist loadfile -m "database and not process and not browser"
	$(PYTHON_IN) -m pytest -n 2 --dist loadfile -m process

bench: ## Measure, against the budgets of docs/reference/benchmarks.md (ONLY="pages postgresql" for some, on one database)
	@requirements/set-up.sh test
	$(PYTHON_IN) -m tests.benchmarks $(ONLY)

pictures: ## Make every picture of the papers again, on a site of its own
	@requirements/set-up.sh test
	$(PYTHON_IN) -m pytest tests/pictures -o python_files="scene_*.py" -p no:cacheprovider --timeout=0

lint: ## Style, types and layers
	@requirements/set-up.sh test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy iomtrack objectives reports
	.venv/bin/lint-imports

format: ## Put the code in its one style
	@requirements/set-up.sh test
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

messages: ## Gather every message that is to be translated into locale/, and compile what is translated
	@requirements/set-up.sh test
	$(PYTHON_IN) manage.py makemessages
	$(PYTHON_IN) -m iomtrack.catalogues

requirements: ## Compile requirements/*.txt from the names in requirements/*.in (UPGRADE=--upgrade for newer versions)
	@requirements/set-up.sh test
	cd requirements && for name in base dev; do UV_CUSTOM_COMPILE_COMMAND="make requirements" ../.venv/bin/uv pip compile \
		--quiet --system-certs $(UPGRADE) --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links \
		$$name.in --output-file $$name.txt || exit 1; done

clean: ## Remove what was installed and cached; records under var/ stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
