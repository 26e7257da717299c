"""Why a goal is missed, where it is; RESULTS.md says so only if it is."""

REASONS = {}
