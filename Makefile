# A thin door to packaging/dev.py, which does the same where there is no make:
#   python3 packaging/dev.py run
# Arguments go through ARGS:  make run ARGS=therapy/tuina   make test ARGS="tests/unit -x"

PYTHON ?= python3
COMMANDS = run test check bench format dist soak library clean

.PHONY: help $(COMMANDS)

help:
	@"$(PYTHON)" "$(CURDIR)/packaging/dev.py" help

$(COMMANDS):
	@"$(PYTHON)" "$(CURDIR)/packaging/dev.py" $@ $(if $(ARGS),-- $(ARGS))
