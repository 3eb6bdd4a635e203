-- What may happen to the ledger. Refusals raise SQLSTATE FJ001 with a text free of personal data.

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'FJ001';
END $$;

-- Which way a state may go within a day. A quarantined card cannot leave: it is released first.
CREATE FUNCTION may_move(before card_state, after card_state) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT before = after OR CASE before
        WHEN 'quarantined' THEN after IN ('planned', 'held', 'spoiled', 'destroyed', 'transferred')
        WHEN 'planned' THEN true
        WHEN 'held' THEN after IN
            ('quarantined', 'planned', 'picked_up', 'spoiled', 'destroyed', 'transferred')
        WHEN 'sealed' THEN true
        WHEN 'loaded' THEN after NOT IN ('held')
        WHEN 'in_transit' THEN after IN ('handed_over', 'posted', 'returned')
        WHEN 'returned' THEN after IN
            ('quarantined', 'planned', 'held', 'spoiled', 'destroyed', 'transferred')
        ELSE false
    END
$$;

CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('ledger rows are never deleted');
CREATE TRIGGER ledger_keeps_all BEFORE TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('ledger rows are never deleted');
CREATE TRIGGER ledger_keeps_entry BEFORE UPDATE ON ledger FOR EACH ROW
    WHEN (OLD.centre <> NEW.centre OR OLD.day <> NEW.day OR OLD.card_serial <> NEW.card_serial
          OR OLD.entered <> NEW.entered OR (NEW.open AND NOT OLD.open))
    EXECUTE FUNCTION refuse('how a card entered a day does not change');
CREATE TRIGGER ledger_moves BEFORE UPDATE ON ledger FOR EACH ROW
    WHEN (NOT may_move(OLD.state, NEW.state))
    EXECUTE FUNCTION refuse('forbidden change of state');

-- Both run once per statement over the rows it touched, so half a million rows cost one pass.
CREATE FUNCTION ledger_count_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT centre, day FROM added) a
               LEFT JOIN day d USING (centre, day)
               WHERE d.centre IS NULL OR d.closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the day is closed or not open' USING ERRCODE = 'FJ001';
    END IF;
    INSERT INTO ledger_day AS t
    SELECT centre, day,
        count(*) FILTER (WHERE entered = 'brought_forward'),
        count(*) FILTER (WHERE entered = 'produced'),
        count(*) FILTER (WHERE entered = 'returned'),
        count(*) FILTER (WHERE entered = 'found'),
        count(*) FILTER (WHERE state = 'quarantined'),
        count(*) FILTER (WHERE state = 'planned'),
        count(*) FILTER (WHERE state = 'held'),
        count(*) FILTER (WHERE state = 'sealed'),
        count(*) FILTER (WHERE state = 'loaded'),
        count(*) FILTER (WHERE state = 'in_transit'),
        count(*) FILTER (WHERE state = 'handed_over'),
        count(*) FILTER (WHERE state = 'posted'),
        count(*) FILTER (WHERE state = 'picked_up'),
        count(*) FILTER (WHERE state = 'returned'),
        count(*) FILTER (WHERE state = 'spoiled'),
        count(*) FILTER (WHERE state = 'destroyed'),
        count(*) FILTER (WHERE state = 'transferred')
    FROM added GROUP BY centre, day
    ON CONFLICT (centre, day) DO UPDATE SET
        brought_forward = t.brought_forward + excluded.brought_forward,
        produced = t.produced + excluded.produced,
        returned_in = t.returned_in + excluded.returned_in,
        found = t.found + excluded.found,
        quarantined = t.quarantined + excluded.quarantined,
        planned = t.planned + excluded.planned,
        held = t.held + excluded.held,
        sealed = t.sealed + excluded.sealed,
        loaded = t.loaded + excluded.loaded,
        in_transit = t.in_transit + excluded.in_transit,
        handed_over = t.handed_over + excluded.handed_over,
        posted = t.posted + excluded.posted,
        picked_up = t.picked_up + excluded.picked_up,
        returned = t.returned + excluded.returned,
        spoiled = t.spoiled + excluded.spoiled,
        destroyed = t.destroyed + excluded.destroyed,
        transferred = t.transferred + excluded.transferred;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_counts_new AFTER INSERT ON ledger REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_count_new();

-- Of a closed day nothing changes but that a later day takes a card over.
CREATE FUNCTION ledger_count_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT centre, day FROM after) a JOIN day d USING (centre, day)
               WHERE d.closed_at IS NOT NULL) THEN
        IF EXISTS (
            SELECT FROM (SELECT centre, day, card_serial, state, reasons, revision, mode, pouch
                         FROM after EXCEPT
                         SELECT centre, day, card_serial, state, reasons, revision, mode, pouch
                         FROM before) c
            JOIN day d USING (centre, day) WHERE d.closed_at IS NOT NULL) THEN
            RAISE EXCEPTION 'the day is closed' USING ERRCODE = 'FJ001';
        END IF;
    END IF;
    UPDATE ledger_day t SET
        quarantined = t.quarantined + c.quarantined,
        planned = t.planned + c.planned,
        held = t.held + c.held,
        sealed = t.sealed + c.sealed,
        loaded = t.loaded + c.loaded,
        in_transit = t.in_transit + c.in_transit,
        handed_over = t.handed_over + c.handed_over,
        posted = t.posted + c.posted,
        picked_up = t.picked_up + c.picked_up,
        returned = t.returned + c.returned,
        spoiled = t.spoiled + c.spoiled,
        destroyed = t.destroyed + c.destroyed,
        transferred = t.transferred + c.transferred
    FROM (
        SELECT centre, day,
            coalesce(sum(n) FILTER (WHERE state = 'quarantined'), 0) AS quarantined,
            coalesce(sum(n) FILTER (WHERE state = 'planned'), 0) AS planned,
            coalesce(sum(n) FILTER (WHERE state = 'held'), 0) AS held,
            coalesce(sum(n) FILTER (WHERE state = 'sealed'), 0) AS sealed,
            coalesce(sum(n) FILTER (WHERE state = 'loaded'), 0) AS loaded,
            coalesce(sum(n) FILTER (WHERE state = 'in_transit'), 0) AS in_transit,
            coalesce(sum(n) FILTER (WHERE state = 'handed_over'), 0) AS handed_over,
            coalesce(sum(n) FILTER (WHERE state = 'posted'), 0) AS posted,
            coalesce(sum(n) FILTER (WHERE state = 'picked_up'), 0) AS picked_up,
            coalesce(sum(n) FILTER (WHERE state = 'returned'), 0) AS returned,
            coalesce(sum(n) FILTER (WHERE state = 'spoiled'), 0) AS spoiled,
            coalesce(sum(n) FILTER (WHERE state = 'destroyed'), 0) AS destroyed,
            coalesce(sum(n) FILTER (WHERE state = 'transferred'), 0) AS transferred
        FROM (SELECT centre, day, state, count(*) AS n FROM after GROUP BY 1, 2, 3
              UNION ALL
              SELECT centre, day, state, -count(*) FROM before GROUP BY 1, 2, 3) moves
        GROUP BY centre, day
    ) c WHERE t.centre = c.centre AND t.day = c.day;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_counts_moves AFTER UPDATE ON ledger
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_count_moves();

CREATE TRIGGER day_stays BEFORE DELETE ON day
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('days are never deleted');
CREATE TRIGGER day_closes_once BEFORE UPDATE ON day FOR EACH ROW
    WHEN (OLD.closed_at IS NOT NULL OR OLD.centre <> NEW.centre OR OLD.day <> NEW.day)
    EXECUTE FUNCTION refuse('a closed day does not change');

-- The digest of a day's rows after the digest of the closed day before. `open` is left out: it
-- changes when the next day takes over.
CREATE FUNCTION ledger_digest(of_centre text, of_day date, previous bytea) RETURNS bytea
LANGUAGE sql STABLE AS $$
    SELECT sha256(previous || coalesce(convert_to(string_agg(
        concat_ws('|', card_serial, entered, state, array_to_string(reasons, ','),
                  coalesce(revision, 0), coalesce(mode, ''), coalesce(pouch, '')),
        E'\n' ORDER BY card_serial), 'UTF8'), ''))
    FROM ledger WHERE centre = of_centre AND day = of_day
$$;
