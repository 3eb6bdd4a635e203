-- Earlier seals are asked for what cards weigh, the newest first.

CREATE INDEX custody_weighed ON custody_event (centre, day, seq) WHERE kind = 'seal' AND evidence ? 'weight_g';
