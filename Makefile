# What can be done here. “make” alone lists it.
.DEFAULT_GOAL := help
.PHONY: help python run test demo reset check fix browser faults mutants lives bench backup restore shell lock styles image

# The first Python of 3.11 or newer; another one with PYTHON=.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
SITE = .venv/bin/python -m lms

help:  ## list what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1@\2/' | \
		while IFS=@ read -r target words; do printf '%-16s %s\n' "$$target" "$$words"; done

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found. Install it, or name it: make run PYTHON=/path/to/python3"; exit 1; }

run: python  ## start the site here, with a demonstration network (PORT=8000)
	@$(PYTHON) -m lms.house.run

test: python  ## everything that can be tested here, the quickest first
	@$(PYTHON) -m lms.house.check

demo: python  ## fill an empty database with the demonstration network
	@$(PYTHON) -m lms.house.prepare
	@$(SITE) migrate --noinput --verbosity 0
	@$(SITE) demo

reset: python  ## throw the database and files of this machine away and start again
	@$(PYTHON) -m lms.house.prepare again

check: python  ## style, contracts, types and settings, without the tests
	@$(PYTHON) -m lms.house.check check

fix: python  ## put right what the style checks can put right themselves
	@$(PYTHON) -m lms.house.prepare development
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

browser: python  ## the tests in a real browser alone
	@$(PYTHON) -m lms.house.check browser

faults: python  ## the tests that kill and start processes alone
	@$(PYTHON) -m lms.house.check faults

mutants: python  ## break the code in small ways and list what no test notices (MINUTES=20, ONLY=rules, AGAIN=1)
	@$(PYTHON) -m lms.house.prepare development
	@nice -n 19 .venv/bin/python -m tests.mutants

lives: python  ## play random histories and look at everything after every step (STEPS=20000, MINUTES=30, SEED=1)
	@$(PYTHON) -m lms.house.prepare development
	@nice -n 19 .venv/bin/python -m tests.lives

bench: python  ## measure the pages against a bare one (SIZE=2k, 5k or 20k, JSON=out.json)
	@$(PYTHON) -m lms.house.prepare development
	@.venv/bin/python -m tests.bench

backup: python  ## copy database and files into one archive (TO=file)
	@$(PYTHON) -m lms.house.prepare
	@$(SITE) backup $(TO)

restore: python  ## put an archive back in place of database and files (FROM=file, REPLACE=1)
	@$(PYTHON) -m lms.house.prepare
	@$(SITE) restore $(FROM) $(if $(REPLACE),--replace)

shell: python  ## a Python shell that knows the models
	@$(PYTHON) -m lms.house.prepare
	@$(SITE) shell

lock: python  ## choose versions again after a change in pyproject.toml (UPGRADE=1 for the newest)
	@$(PYTHON) -m lms.house.lock

image: python  ## build an OCI image of the whole site (TAG=pier-learning)
	@$(PYTHON) -m lms.house.image

styles: python  ## compile the styles
	@$(PYTHON) -m lms.house.prepare
