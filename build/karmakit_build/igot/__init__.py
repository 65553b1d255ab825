"""iGOT's delivery kit: the pieces that `targets/igot.py` puts together. The form of its plan: PLAN.md."""
