-- What a driver brings back of a route: what the odometer said and when the vehicle was back. A correction is
-- a new record; the newest of a route counts.

CREATE TABLE trip_record (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    centre text NOT NULL,
    day date NOT NULL,
    route text NOT NULL,
    badge integer NOT NULL,
    odometer_out integer NOT NULL CHECK (odometer_out >= 0),
    odometer_in integer NOT NULL CHECK (odometer_in >= odometer_out),
    -- Seconds after midnight of the day.
    back_s integer NOT NULL CHECK (back_s >= 0),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (centre, day) REFERENCES day,
    FOREIGN KEY (centre, badge) REFERENCES badge
);
CREATE INDEX trip_record_of_route ON trip_record (centre, day, route, id DESC);

CREATE TRIGGER trip_record_stays BEFORE UPDATE OR DELETE ON trip_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('records of trips are never changed');
CREATE TRIGGER trip_record_stays_whole BEFORE TRUNCATE ON trip_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('records of trips are never changed');
