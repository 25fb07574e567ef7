# Each verb is a thin forward to packaging/tasks.py, which tells the rest:
# make help. More words go through ARGS: make test ARGS="-k dates"
VERBS = setup run test check bench soak tour messages package lock help

.PHONY: $(VERBS)
.NOTPARALLEL:
.DEFAULT_GOAL = help

$(VERBS):
	@python=$$(sh packaging/python.sh) && exec "$$python" packaging/tasks.py $@ $(ARGS)
