-- Which pairs of tellings are worth a look, and how much speaks for their being of one incident.
--
-- Every step is one SELECT that makes the table named above it, out of tables before it. A step
-- asks for nothing that only one engine has, so that the text is the same on DuckDB and on Spark.
--
-- Given (tables.py): settings, one row; weights(field, level, weight); tellings;
-- names(telling, role, key, proper); passages(telling, key); texts(document, key); spots; stands(telling, spot, rank);
-- periods(telling, kind, first, last); stretches(telling, kind, bucket); tolls(telling, toll).
-- Words and names are numbers (key). Days are ordinals. What a text does not say is NULL.
-- Tables are joined in the order in which they stand.


-- ==== once: how rare words and names are

-- rarity: the natural log of how few of the documents hold a name or place
SELECT key, ln(any_value(total) * 1.0 / count(DISTINCT document)) AS rarity
FROM names JOIN tellings USING (telling) CROSS JOIN settings
WHERE role <> 'proper'
GROUP BY key;

-- squares: the square of a word's rarity in millionths, whole, so that sums hang on no order
SELECT key,
    CAST(round(power(ln(any_value(total) * 1.0 / count(*)), 2) * 1000000) AS BIGINT) AS square
FROM texts CROSS JOIN settings
GROUP BY key;

-- passage_sizes
SELECT telling, sqrt(sum(square)) AS size FROM passages JOIN squares USING (key) GROUP BY telling;

-- text_sizes
SELECT document, sqrt(sum(square)) AS size FROM texts JOIN squares USING (key) GROUP BY document;


-- ==== once: what tellings meet by

-- held: words and proper names of a telling, and how many documents hold each
WITH held AS (
    SELECT telling, key FROM passages
    UNION SELECT telling, key FROM names WHERE role = 'proper'
), spread AS (
    SELECT key, count(DISTINCT document) AS documents
    FROM held JOIN tellings USING (telling) GROUP BY key
)
SELECT telling, key, documents,
    row_number() OVER (PARTITION BY telling ORDER BY documents, key) AS nth
FROM held CROSS JOIN settings JOIN spread USING (key)
WHERE documents BETWEEN 2 AND greatest(rare_documents, rare_share * total);

-- crowded: the words passed over in a stretch of days, as more than few hold them there
SELECT key, kind, bucket
FROM held CROSS JOIN settings JOIN stretches USING (telling)
WHERE documents > rare_documents AND nth <= rarest
GROUP BY key, kind, bucket HAVING count(*) > min(rare_documents);

-- catchwords: where and when a telling is looked for by a word: one that few documents hold, or, of
-- its rarest ones, one that few hold in that stretch of days
SELECT telling, document, kind, periods.first, periods.last, key, bucket,
    CASE WHEN documents <= rare_documents THEN 2 ELSE 1 END AS signs
FROM held CROSS JOIN settings JOIN stretches USING (telling) JOIN periods USING (telling, kind)
JOIN tellings USING (telling) LEFT JOIN crowded USING (key, kind, bucket)
WHERE documents <= rare_documents OR nth <= rarest AND crowded.key IS NULL;

-- cells: a place is in the cell it falls in and, with cells shifted by half, in three more
SELECT spot, CAST(floor(lon / cell + dx) AS BIGINT) AS x,
    CAST(floor(lat / cell + dy) AS BIGINT) AS y
FROM spots CROSS JOIN settings
CROSS JOIN (SELECT 0.0 AS dx UNION ALL SELECT 0.5) AS shift_x
CROSS JOIN (SELECT 0.0 AS dy UNION ALL SELECT 0.5) AS shift_y
WHERE lon IS NOT NULL;

-- neighbours: places of one cell or of one name
SELECT one.spot AS one, other.spot AS other
FROM cells AS one JOIN cells AS other ON one.x = other.x AND one.y = other.y
UNION
SELECT one.spot, other.spot FROM spots AS one JOIN spots AS other ON one.key = other.key;

-- packed: the places passed over in a stretch of days, as too many tellings lie there
SELECT spot, kind, bucket
FROM stretches JOIN stands USING (telling) CROSS JOIN settings
GROUP BY spot, kind, bucket HAVING count(*) > min(most_in_place);

-- stays: where and in which stretches of days a telling is looked for
SELECT telling, document, kind, periods.first, periods.last, spot, bucket
FROM periods JOIN stretches USING (telling, kind) JOIN tellings USING (telling)
JOIN stands USING (telling) LEFT JOIN packed USING (spot, kind, bucket)
WHERE packed.spot IS NULL;


-- ==== candidates: of the tellings from `begin` up to `finish`

-- pairs: two documents, days that may be one, and a place or a rare word in common; the type of
-- the event is never asked, for what one account calls an attack another calls an accident
WITH around AS (
    SELECT telling, document, kind, first, last, bucket, neighbours.other AS spot
    FROM stays JOIN neighbours ON neighbours.one = stays.spot CROSS JOIN settings
    WHERE telling >= settings.begin AND telling < settings.finish
), met AS (
    SELECT one.telling AS one, other.telling AS other, 2 AS signs, one.document AS one_document,
        other.document, one.first AS one_first, other.first, one.last AS one_last, other.last,
        one.bucket
    FROM around AS one JOIN stays AS other
        ON one.spot = other.spot AND one.bucket = other.bucket AND one.kind = other.kind
    UNION ALL
    SELECT one.telling, other.telling, one.signs, one.document, other.document, one.first,
        other.first, one.last, other.last, one.bucket
    FROM catchwords AS one CROSS JOIN settings JOIN catchwords AS other
        ON one.key = other.key AND one.bucket = other.bucket AND one.kind = other.kind
    WHERE one.telling >= settings.begin AND one.telling < settings.finish
)
SELECT one, other
FROM met CROSS JOIN settings
WHERE one < other AND one_document <> document AND one_first <= last AND first <= one_last
    AND bucket = CAST(floor(greatest(one_first, first) * 1.0 / stretch) AS INT)
GROUP BY one, other HAVING sum(signs) >= 2;


-- ==== likeness: of `pairs`, field by field

-- shared_names: the rarest name that both give in each part; a name that says who did it, or to
-- whom, is no further name of the passage
WITH shared AS (
    SELECT one, other, left_.key,
        max(CASE left_.role WHEN 'agents' THEN 1 ELSE 0 END) AS did,
        max(CASE left_.role WHEN 'victims' THEN 1 ELSE 0 END) AS bore,
        max(CASE left_.role WHEN 'around' THEN 1 ELSE 0 END) AS stood,
        max(CASE left_.role WHEN 'triggers' THEN 1 ELSE 0 END) AS told,
        max(CASE left_.role WHEN 'persons' THEN 1 ELSE 0 END) AS met,
        max(CASE WHEN left_.proper OR right_.proper THEN 1 ELSE 0 END) AS proper
    FROM pairs JOIN names AS left_ ON left_.telling = one
    JOIN names AS right_
        ON right_.telling = other AND left_.key = right_.key AND left_.role = right_.role
    WHERE left_.role IN ('agents', 'victims', 'around', 'triggers', 'persons')
    GROUP BY one, other, left_.key
)
SELECT one, other,
    max(CASE WHEN did = 1 AND proper = 1 THEN rarity END) AS agents_proper,
    max(CASE WHEN did = 1 AND proper = 0 THEN rarity END) AS agents_common,
    max(CASE WHEN bore = 1 AND proper = 1 THEN rarity END) AS victims_proper,
    max(CASE WHEN bore = 1 AND proper = 0 THEN rarity END) AS victims_common,
    max(CASE WHEN did + bore = 0 AND stood = 1 THEN rarity END) AS names_shared,
    max(CASE WHEN told = 1 THEN rarity END) AS triggers_shared,
    max(met) AS persons_shared
FROM shared JOIN rarity USING (key)
GROUP BY one, other;

-- crossed: those who did it in one telling bear it in the other
SELECT DISTINCT one, other, TRUE AS is_crossed
FROM pairs JOIN names AS left_ ON left_.telling = one
JOIN names AS right_ ON right_.telling = other AND left_.key = right_.key
WHERE left_.role = 'agents' AND right_.role = 'victims'
    OR left_.role = 'victims' AND right_.role = 'agents';

-- shared_places: the case of the two places that tell most for the pair, the first of equals
WITH apart AS (
    SELECT one, other, left_.rank * 1000 + right_.rank AS nth, rarity, a.kind AS a_kind,
        b.kind AS b_kind, a.country AS a_country, b.country AS b_country, a.admin1 AS a_admin1,
        b.admin1 AS b_admin1, a.geonames = b.geonames AS same_id, a.key = b.key AS same_name,
        CASE WHEN a.lat IS NOT NULL AND b.lat IS NOT NULL THEN 2 * 6371.0 * asin(least(1.0, sqrt(
            power(sin(radians(b.lat - a.lat) / 2), 2)
            + cos(radians(a.lat)) * cos(radians(b.lat)) * power(sin(radians(b.lon - a.lon) / 2), 2)
        ))) END AS km
    FROM pairs JOIN stands AS left_ ON left_.telling = one
    JOIN stands AS right_ ON right_.telling = other
    JOIN spots AS a ON a.spot = left_.spot JOIN spots AS b ON b.spot = right_.spot
    JOIN rarity ON rarity.key = a.key
), judged AS (
    SELECT one, other, nth, rarity, CASE
        WHEN a_kind <> 'country' AND b_kind <> 'country'
            AND (same_id OR (same_name AND coalesce(km, 0.0) <= near_km)) THEN 'same'
        WHEN a_country <> b_country THEN 'other-country'
        WHEN a_kind = 'country' OR b_kind = 'country' THEN
            CASE WHEN a_country = b_country THEN 'same-country' ELSE 'unknown' END
        WHEN a_kind IN ('region', 'sea') OR b_kind IN ('region', 'sea') THEN CASE
            WHEN a_admin1 = b_admin1 THEN 'inside'
            WHEN a_admin1 <> b_admin1 THEN 'apart' ELSE 'unknown' END
        WHEN km <= near_km THEN 'near'
        WHEN a_admin1 = b_admin1 THEN 'same-region'
        WHEN km IS NULL THEN 'other-name'
        ELSE 'apart' END AS level
    FROM apart CROSS JOIN settings
), capped AS (
    SELECT one, other, nth,
        CASE WHEN judged.level = 'same' AND rarity * same.weight > most.weight THEN 'most'
            ELSE judged.level END AS level,
        CASE WHEN judged.level = 'same' AND rarity * same.weight <= most.weight THEN rarity
            ELSE 1.0 END AS share
    FROM judged
    JOIN weights AS same ON same.field = 'place' AND same.level = 'same'
    JOIN weights AS most ON most.field = 'place' AND most.level = 'most'
), weighed AS (
    SELECT one, other, capped.level, nth, share, weight
    FROM capped JOIN weights ON field = 'place' AND weights.level = capped.level
)
SELECT one, other, max_by(level, weight * share - nth * 0.000000001) AS level,
    max_by(share, weight * share - nth * 0.000000001) AS share
FROM weighed
GROUP BY one, other;

-- shared_words: how like the passages, and the documents, are: the cosine of their rare words
WITH in_passages AS (
    SELECT one, other, sum(square) AS shared
    FROM pairs JOIN passages AS left_ ON left_.telling = one
    JOIN passages AS right_ ON right_.telling = other AND left_.key = right_.key
    JOIN squares ON squares.key = left_.key
    GROUP BY one, other
), of_documents AS (
    SELECT DISTINCT a.document AS left_document, b.document AS right_document
    FROM pairs JOIN tellings AS a ON a.telling = one JOIN tellings AS b ON b.telling = other
), in_texts AS (
    SELECT left_document, right_document, sum(square) AS shared
    FROM of_documents JOIN texts AS left_ ON left_.document = left_document
    JOIN texts AS right_ ON right_.document = right_document AND left_.key = right_.key
    JOIN squares ON squares.key = left_.key
    GROUP BY left_document, right_document
)
SELECT one, other,
    in_passages.shared / nullif(p.size * q.size, 0) AS passage,
    in_texts.shared / nullif(t.size * u.size, 0) AS document
FROM pairs JOIN tellings AS a ON a.telling = one JOIN tellings AS b ON b.telling = other
LEFT JOIN in_passages USING (one, other)
LEFT JOIN in_texts ON left_document = a.document AND right_document = b.document
LEFT JOIN passage_sizes AS p ON p.telling = one LEFT JOIN passage_sizes AS q ON q.telling = other
LEFT JOIN text_sizes AS t ON t.document = a.document
LEFT JOIN text_sizes AS u ON u.document = b.document;

-- shared_tolls: pairs that give one and the same figure, large enough to tell something
SELECT DISTINCT one, other, TRUE AS equal
FROM pairs JOIN tolls AS left_ ON left_.telling = one
JOIN tolls AS right_ ON right_.telling = other AND left_.toll = right_.toll;

-- fields: what stands in both tellings of a pair, side by side
SELECT one, other, settings.*,
    a.said AND b.said AS both_said,
    a.length <= vague_days AND b.length <= vague_days AS both_sharp,
    greatest(a.length, b.length) AS length,
    greatest(0, coalesce(b.first, 1) - coalesce(a.last, 3652059),
        coalesce(a.first, 1) - coalesce(b.last, 3652059)) AS gap,
    greatest(coalesce(a.first - b.published, 0), coalesce(b.first - a.published, 0)) AS early,
    a.published AS a_published, b.published AS b_published,
    CASE WHEN a.length <= vague_days THEN a.last ELSE a.published END AS a_day,
    CASE WHEN b.length <= vague_days THEN b.last ELSE b.published END AS b_day,
    a.type = b.type AS same_type, a.mode = b.mode AS same_mode,
    a.has_agents AND b.has_agents AS both_agents, a.has_victims AND b.has_victims AS both_victims,
    a.is_alone OR b.is_alone AS alone, a.is_dated AND b.is_dated AS both_dated,
    a.has_persons AND b.has_persons AS both_persons,
    CAST(a.is_bare AS INT) + CAST(b.is_bare AS INT) AS bare,
    CAST(a.is_spot AS INT) + CAST(b.is_spot AS INT) AS spots,
    CASE WHEN NOT (a.killed AND b.killed) THEN 'unknown'
        WHEN a.killed_low = b.killed_low AND a.killed_high = b.killed_high AND a.killed_low >= small
            THEN 'equal'
        WHEN greatest(a.killed_about, b.killed_about)
            >= greatest(multiple * least(a.killed_about, b.killed_about), multiple, small)
            THEN 'far'
        WHEN a.killed_low <= b.killed_high AND b.killed_low <= a.killed_high THEN 'overlap'
        ELSE 'differ' END AS killed,
    CASE WHEN NOT (a.injured AND b.injured) THEN 'unknown'
        WHEN a.injured_low = b.injured_low AND a.injured_high = b.injured_high
            AND a.injured_low >= small THEN 'equal'
        WHEN greatest(a.injured_about, b.injured_about)
            >= greatest(multiple * least(a.injured_about, b.injured_about), multiple, small)
            THEN 'far'
        WHEN a.injured_low <= b.injured_high AND b.injured_low <= a.injured_high THEN 'overlap'
        ELSE 'differ' END AS injured
FROM pairs JOIN tellings AS a ON a.telling = one JOIN tellings AS b ON b.telling = other
CROSS JOIN settings;

-- scales: the weights that decide cases, in one row
SELECT
    max(CASE WHEN field = 'agents' AND level = 'proper' THEN weight END) AS agents_proper_weight,
    max(CASE WHEN field = 'agents' AND level = 'common' THEN weight END) AS agents_common_weight,
    max(CASE WHEN field = 'agents' AND level = 'most' THEN weight END) AS agents_most,
    max(CASE WHEN field = 'victims' AND level = 'proper' THEN weight END) AS victims_proper_weight,
    max(CASE WHEN field = 'victims' AND level = 'common' THEN weight END) AS victims_common_weight,
    max(CASE WHEN field = 'victims' AND level = 'most' THEN weight END) AS victims_most,
    max(CASE WHEN field = 'triggers' AND level = 'shared' THEN weight END) AS triggers_weight,
    max(CASE WHEN field = 'triggers' AND level = 'most' THEN weight END) AS triggers_most,
    max(CASE WHEN field = 'names' AND level = 'shared' THEN weight END) AS names_weight,
    max(CASE WHEN field = 'names' AND level = 'most' THEN weight END) AS names_most,
    max(CASE WHEN field = 'passage' AND level = 'usual' THEN weight END) AS passage_usual,
    max(CASE WHEN field = 'passage' AND level = 'slope' THEN weight END) AS passage_slope,
    max(CASE WHEN field = 'passage' AND level = 'least' THEN weight END) AS passage_least,
    max(CASE WHEN field = 'passage' AND level = 'most' THEN weight END) AS passage_most,
    max(CASE WHEN field = 'document' AND level = 'usual' THEN weight END) AS document_usual,
    max(CASE WHEN field = 'document' AND level = 'slope' THEN weight END) AS document_slope,
    max(CASE WHEN field = 'document' AND level = 'least' THEN weight END) AS document_least,
    max(CASE WHEN field = 'document' AND level = 'most' THEN weight END) AS document_most
FROM weights;

-- cases: the case that each part of a pair falls into, and how much of its weight counts
WITH graded AS (
    SELECT one, other, alone, bare, spots, both_persons, both_dated, early, both_said, both_sharp,
        gap, length, vague_days, same_type, same_mode, killed, injured, equal,
        CASE WHEN both_sharp THEN abs(a_published - b_published)
            ELSE abs(a_day - b_day) END AS days,
        coalesce(shared_places.level, 'unknown') AS place,
        coalesce(shared_places.share, 1.0) AS place_share,
        is_crossed, both_agents, agents_proper, agents_common, agents_most,
        agents_proper * agents_proper_weight AS agents_by_proper,
        agents_common * agents_common_weight AS agents_by_common,
        both_victims, victims_proper, victims_common, victims_most,
        victims_proper * victims_proper_weight AS victims_by_proper,
        victims_common * victims_common_weight AS victims_by_common,
        names_shared, names_shared * names_weight AS names_by_shared, names_most,
        persons_shared, triggers_shared, triggers_shared * triggers_weight AS triggers_by_shared, triggers_most,
        ln(nullif(passage, 0) / passage_usual) AS passage,
        passage_slope, passage_least, passage_most,
        ln(nullif(document, 0) / document_usual) AS document,
        document_slope, document_least, document_most
    FROM fields CROSS JOIN scales
    LEFT JOIN shared_places USING (one, other)
    LEFT JOIN shared_names USING (one, other)
    LEFT JOIN crossed USING (one, other)
    LEFT JOIN shared_tolls USING (one, other)
    LEFT JOIN shared_words USING (one, other)
), named AS (
    SELECT *,
        CASE WHEN early > 1 THEN 'after-publication'
            WHEN NOT both_said THEN 'unknown'
            WHEN gap > 7 THEN CASE WHEN both_dated THEN 'weeks-apart-told' ELSE 'weeks-apart' END
            WHEN gap > 1 THEN CASE WHEN both_dated THEN 'days-apart-told' ELSE 'days-apart' END
            WHEN gap > 0 THEN CASE WHEN both_dated THEN 'next-day-told' ELSE 'next-day' END
            WHEN length <= 1 THEN CASE WHEN both_dated THEN 'same-day-told' ELSE 'same-day' END
            WHEN length <= 7 THEN 'same-week'
            WHEN length <= vague_days THEN 'wide'
            ELSE 'unknown' END AS time_level,
        CASE WHEN days <= 1 THEN 'together'
            WHEN both_sharp OR days IS NULL THEN 'unknown'
            WHEN days <= 3 THEN 'near'
            WHEN days <= 14 THEN 'apart'
            ELSE 'far' END AS published_level,
        CASE WHEN NOT same_type THEN 'other'
            WHEN same_mode IS NULL THEN 'same'
            WHEN same_mode THEN 'same-mode'
            ELSE 'other-mode' END AS type_level,
        CASE WHEN is_crossed AND coalesce(
                agents_proper, agents_common, victims_proper, victims_common) IS NULL THEN 'reversed'
            WHEN NOT both_agents THEN NULL
            WHEN coalesce(agents_by_proper, agents_by_common) IS NULL THEN 'differ'
            WHEN greatest(agents_by_proper, agents_by_common) > agents_most THEN 'most'
            WHEN coalesce(agents_by_proper >= agents_by_common, agents_by_common IS NULL)
                THEN 'proper'
            ELSE 'common' END AS agents_level,
        CASE WHEN NOT both_victims THEN NULL
            WHEN coalesce(victims_by_proper, victims_by_common) IS NULL THEN 'differ'
            WHEN greatest(victims_by_proper, victims_by_common) > victims_most THEN 'most'
            WHEN coalesce(victims_by_proper >= victims_by_common, victims_by_common IS NULL)
                THEN 'proper'
            ELSE 'common' END AS victims_level,
        CASE WHEN names_by_shared > names_most THEN 'most'
            WHEN names_shared > 0 THEN 'shared' END AS names_level,
        CASE WHEN triggers_by_shared > triggers_most THEN 'most'
            WHEN triggers_shared > 0 THEN 'shared' ELSE 'differ' END AS triggers_level,
        CASE WHEN both_persons AND coalesce(persons_shared, 0) = 0 THEN 'differ' END
            AS persons_level,
        CASE WHEN equal OR killed = 'equal' OR injured = 'equal' THEN 'equal'
            WHEN killed = 'far' OR injured = 'far' THEN 'far'
            WHEN killed = 'differ' OR injured = 'differ' THEN 'differ'
            WHEN killed = 'overlap' OR injured = 'overlap' THEN 'overlap'
            ELSE 'unknown' END AS figures_level,
        CASE WHEN passage * passage_slope > passage_most THEN 'most'
            WHEN passage * passage_slope > passage_least THEN 'slope'
            ELSE 'least' END AS passage_level,
        CASE WHEN document * document_slope > document_most THEN 'most'
            WHEN document * document_slope > document_least THEN 'slope'
            ELSE 'least' END AS document_level
    FROM graded
)
SELECT one, other, alone, bare, spots, time_level, published_level, place AS place_level,
    place_share, type_level,
    agents_level, CASE agents_level WHEN 'proper' THEN agents_proper
        WHEN 'common' THEN agents_common ELSE 1.0 END AS agents_share,
    victims_level, CASE victims_level WHEN 'proper' THEN victims_proper
        WHEN 'common' THEN victims_common ELSE 1.0 END AS victims_share,
    names_level, CASE names_level WHEN 'shared' THEN names_shared ELSE 1.0 END AS names_share,
    persons_level, triggers_level,
    CASE triggers_level WHEN 'shared' THEN triggers_shared ELSE 1.0 END AS triggers_share,
    figures_level,
    passage_level, CASE passage_level WHEN 'slope' THEN passage ELSE 1.0 END AS passage_share,
    document_level, CASE document_level WHEN 'slope' THEN document ELSE 1.0 END AS document_share
FROM named;

-- scores: what each part adds to the odds; the day alone joins little, so one field of MATTER must
-- speak for the pair
WITH told AS (
    SELECT cases.*, enough, by_candidate.weight AS base_candidate,
        by_event.weight AS event_alone, by_day.weight AS day_alone,
        by_bareness.weight * bare AS groundless, by_spot.weight * spots AS spot_alone,
        by_time.weight AS time, by_published.weight AS published,
        by_place.weight * place_share AS place, by_type.weight AS type,
        by_agents.weight * agents_share AS agents, by_victims.weight * victims_share AS victims,
        by_names.weight * names_share AS names, by_trigger.weight * triggers_share AS triggers,
        by_person.weight AS persons,
        by_figures.weight AS figures,
        by_passage.weight * passage_share AS passage,
        by_document.weight * document_share AS document
    FROM cases CROSS JOIN settings
    JOIN weights AS by_candidate ON by_candidate.field = 'base' AND by_candidate.level = 'candidate'
    JOIN weights AS by_event ON by_event.field = 'base' AND by_event.level = 'event-alone'
    JOIN weights AS by_trigger
        ON by_trigger.field = 'triggers' AND by_trigger.level = triggers_level
    LEFT JOIN weights AS by_person
        ON by_person.field = 'persons' AND by_person.level = persons_level
    JOIN weights AS by_bareness
        ON by_bareness.field = 'base' AND by_bareness.level = 'groundless'
    JOIN weights AS by_spot ON by_spot.field = 'base' AND by_spot.level = 'spot-alone'
    JOIN weights AS by_day ON by_day.field = 'base' AND by_day.level = 'day-alone'
    JOIN weights AS by_time ON by_time.field = 'time' AND by_time.level = time_level
    JOIN weights AS by_published
        ON by_published.field = 'published' AND by_published.level = published_level
    JOIN weights AS by_place ON by_place.field = 'place' AND by_place.level = place_level
    JOIN weights AS by_type ON by_type.field = 'type' AND by_type.level = type_level
    LEFT JOIN weights AS by_agents ON by_agents.field = 'agents' AND by_agents.level = agents_level
    LEFT JOIN weights AS by_victims
        ON by_victims.field = 'victims' AND by_victims.level = victims_level
    LEFT JOIN weights AS by_names ON by_names.field = 'names' AND by_names.level = names_level
    JOIN weights AS by_figures ON by_figures.field = 'figures' AND by_figures.level = figures_level
    JOIN weights AS by_passage ON by_passage.field = 'passage' AND by_passage.level = passage_level
    JOIN weights AS by_document
        ON by_document.field = 'document' AND by_document.level = document_level
), settled AS (
    SELECT *, greatest(round(place, 3), round(coalesce(agents, 0.0), 3),
            round(coalesce(victims, 0.0), 3), round(figures, 3), round(passage + document, 3))
        < enough AS is_day_alone
    FROM told
)
SELECT *, base_candidate + CASE WHEN is_day_alone THEN day_alone ELSE 0.0 END
    + CASE WHEN alone THEN event_alone ELSE 0.0 END + groundless + spot_alone
    + triggers + coalesce(persons, 0.0)
    + time + published + place + type + coalesce(agents, 0.0) + coalesce(victims, 0.0)
    + coalesce(names, 0.0) + figures + passage + document AS odds
FROM settled;


-- ==== inside: the pairs of one label in `labels`, out of all `odds`

-- labelled: of labels that several tellings have
SELECT telling, label, document, is_counted, killed, killed_low, killed_high FROM labels JOIN tellings USING (telling)
WHERE label IN (SELECT label FROM labels GROUP BY label HAVING count(*) > 1);

-- doers: who did it, and whether by their own word
SELECT telling, label, document, key, role = 'claimants' AS claimed
FROM labelled JOIN names USING (telling)
WHERE role IN ('agents', 'claimants');

-- parted: what one document keeps apart and numbers otherwise, or where others claim one of them
SELECT left_.telling AS one, right_.telling AS other
FROM labelled AS left_ JOIN labelled AS right_
    ON right_.label = left_.label AND right_.document = left_.document
    AND left_.telling < right_.telling
CROSS JOIN settings
WHERE left_.killed AND right_.killed
    AND least(left_.killed_low, right_.killed_low) >= small
    AND (left_.killed_low > right_.killed_high OR right_.killed_low > left_.killed_high)
UNION
SELECT left_.telling AS one, right_.telling AS other
FROM doers AS left_ JOIN doers AS right_
    ON right_.label = left_.label AND right_.document = left_.document
    AND left_.telling < right_.telling
GROUP BY left_.telling, right_.telling
HAVING max(CASE WHEN left_.key = right_.key THEN 1 ELSE 0 END) = 0
    AND max(CASE WHEN left_.claimed OR right_.claimed THEN 1 ELSE 0 END) = 1;

-- inside: what was weighed, and what one document keeps apart, the more where it numbers both,
-- and most where they are parted
SELECT left_.label, one, other, odds
FROM odds JOIN labelled AS left_ ON left_.telling = one
JOIN labelled AS right_ ON right_.telling = other AND right_.label = left_.label
UNION ALL
SELECT left_.label, left_.telling, right_.telling, weight
FROM labelled AS left_ JOIN labelled AS right_
    ON right_.label = left_.label AND right_.document = left_.document
    AND left_.telling < right_.telling
LEFT JOIN parted ON one = left_.telling AND other = right_.telling
JOIN weights ON field = 'base' AND level =
    CASE WHEN one IS NOT NULL THEN 'parted'
    WHEN left_.is_counted AND right_.is_counted THEN 'two-counts' ELSE 'one-document' END;


-- ==== reasons: of the groups of pairs in `grouped`

-- reasons: the mean of what each field adds, over the pairs of a group
SELECT grp,
    sum(CAST(round(1000000 * time) AS BIGINT)) / 1000000.0 / count(*) AS time,
    sum(CAST(round(1000000 * published) AS BIGINT)) / 1000000.0 / count(*) AS published,
    sum(CAST(round(1000000 * place) AS BIGINT)) / 1000000.0 / count(*) AS place,
    sum(CAST(round(1000000 * (type + triggers)) AS BIGINT)) / 1000000.0 / count(*) AS type,
    sum(CAST(round(1000000 * coalesce(agents, 0)) AS BIGINT)) / 1000000.0 / count(*) AS agents,
    sum(CAST(round(1000000 * coalesce(victims, 0)) AS BIGINT)) / 1000000.0 / count(*) AS victims,
    sum(CAST(round(1000000 * (coalesce(names, 0) + coalesce(persons, 0))) AS BIGINT)) / 1000000.0 / count(*) AS names,
    sum(CAST(round(1000000 * figures) AS BIGINT)) / 1000000.0 / count(*) AS figures,
    sum(CAST(round(1000000 * (passage + document)) AS BIGINT)) / 1000000.0 / count(*) AS words
FROM grouped JOIN scores USING (one, other)
GROUP BY grp;
