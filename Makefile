# Each target makes .venv and installs what it needs; nothing else has to be typed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint typecheck bench clean

$(BIN)/polyonym: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@$(BIN)/polyonym info >/dev/null  # compiles the bundled tables, so that the first question is answered at once
	@touch $@

.dev/polyonym:
	@mkdir -p .dev && ln -sfn .. .dev/polyonym

demo: $(BIN)/polyonym
	@$(BIN)/polyonym demo

test: lint typecheck
	$(BIN)/python -m pytest -n 2

lint: $(BIN)/polyonym
	$(BIN)/ruff check .

typecheck: $(BIN)/polyonym .dev/polyonym
	$(BIN)/mypy .dev/polyonym

bench: $(BIN)/polyonym
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python bench/run.py  # puts the peers that it measures beside into .bench-venv

clean:
	rm -rf $(VENV) .bench-venv .dev build dist *.egg-info
