-- Views of the store. Each opens with one line that says what it answers. Layer '(all)' is the whole network;
-- an empty cell of a CSV file is NULL here.

-- what was said: every statement of a tie or of money with its words, its document and its address
CREATE VIEW statements AS
SELECT
    fact, what, doc, d.title, d.date, d.source AS publisher, d.url, status, year, confidence, quotation
FROM (
    SELECT tie AS fact, 'tie' AS what, doc, status, year, confidence, evidence AS quotation FROM ties
    UNION ALL
    SELECT funding, 'money', doc, status, year, confidence, evidence FROM funding
)
JOIN documents AS d USING (doc)
ORDER BY fact;

-- who was said to work with or against whom, with names, words and document
CREATE VIEW tie_statements AS
SELECT
    t.tie, t.source, a.name AS source_name, t.target, b.name AS target_name, t.mode, t.sign, t.domain, t.status,
    t.year, t.confidence, t.evidence AS quotation, t.doc, d.title, d.date, d.url
FROM ties AS t
JOIN documents AS d USING (doc)
LEFT JOIN actors_resolved AS a ON a.actor = t.source
LEFT JOIN actors_resolved AS b ON b.actor = t.target
ORDER BY t.tie;

-- what each tie of the network rests on: one row per tie and statement
CREATE VIEW network_statements AS
SELECT n.source, n.target, n.layer, n.sign, n.weight, s.fact, s.confidence, s.status, s.year, s.quotation, s.doc, s.title
FROM (SELECT source, target, layer, sign, weight, unnest(facts) AS fact FROM network) AS n
JOIN statements AS s USING (fact)
ORDER BY n.source, n.target, n.layer, n.sign, s.fact;

-- how much two actors cooperate and oppose each other over all layers; direction is left out
CREATE VIEW pairs AS
SELECT
    least(source, target) AS actor,
    greatest(source, target) AS partner,
    coalesce(sum(weight) FILTER (WHERE sign = 1), 0) AS cooperation,
    coalesce(sum(weight) FILTER (WHERE sign = -1), 0) AS hostility,
    list_sort(list(DISTINCT layer)) AS layers,
    count(*) AS ties
FROM network
GROUP BY ALL
ORDER BY actor, partner;

-- each actor of the network: its cooperation and hostility, partners, bloc, and where it stands between the poles
CREATE VIEW actor_profiles AS
WITH ends AS (
    SELECT actor, partner, cooperation, hostility FROM pairs
    UNION ALL
    SELECT partner, actor, cooperation, hostility FROM pairs
),
sums AS (
    SELECT actor, sum(cooperation) AS cooperation, sum(hostility) AS hostility, count(*) AS partners
    FROM ends GROUP BY actor
)
SELECT
    n.actor, n.name, n.kind, n.country, coalesce(s.cooperation, 0) AS cooperation,
    coalesce(s.hostility, 0) AS hostility, coalesce(s.partners, 0) AS partners,
    CAST(b.estimate AS BIGINT) AS bloc, a.estimate AS alignment, a.ci_low AS alignment_low,
    a.ci_high AS alignment_high, a.reason AS alignment_reason
FROM network_actors AS n
LEFT JOIN sums AS s USING (actor)
LEFT JOIN (SELECT * FROM blocs WHERE layer = '(all)' AND "window" IS NULL) AS b USING (actor)
LEFT JOIN (SELECT * FROM alignment WHERE layer = '(all)' AND "window" IS NULL) AS a USING (actor)
ORDER BY n.actor;

-- the order of the actors by each centrality of the whole network, with names and intervals
CREATE VIEW central_actors AS
SELECT c.metric, c.rank, c.actor, n.name, c.estimate, c.ci_low, c.ci_high, c.rank_low, c.rank_high, c.reason
FROM centrality AS c
LEFT JOIN network_actors AS n USING (actor)
WHERE c.layer = '(all)' AND c."window" IS NULL
ORDER BY c.metric, c.rank, c.actor;

-- bipolarity: one row per layer with all components, interval, chance, p-value and whether it is exploratory
CREATE VIEW bipolarity_profile AS
SELECT
    layer,
    max(estimate) FILTER (WHERE metric = 'C') AS C,
    max(estimate) FILTER (WHERE metric = 'S') AS S,
    max(estimate) FILTER (WHERE metric = 'H') AS H,
    max(estimate) FILTER (WHERE metric = 'D') AS D,
    max(estimate) FILTER (WHERE metric = 'X') AS X,
    max(estimate) FILTER (WHERE metric = 'TBI') AS TBI,
    max(ci_low) FILTER (WHERE metric = 'TBI') AS TBI_low,
    max(ci_high) FILTER (WHERE metric = 'TBI') AS TBI_high,
    max(null_mean) FILTER (WHERE metric = 'TBI') AS TBI_by_chance,
    max(p_value) FILTER (WHERE metric = 'TBI') AS p_value,
    max(estimate) FILTER (WHERE metric = 'TBI*') AS TBI_beyond_chance,
    CAST(max(n) FILTER (WHERE metric = 'TBI') AS BIGINT) AS hostile_events,
    max(reason) FILTER (WHERE metric = 'TBI') AS reason,
    any_value(study.exploratory) AS exploratory
FROM bipolarity, study
WHERE "window" IS NULL
GROUP BY layer
ORDER BY layer;

-- money by technology and year in constant US dollars; NULL where no amount could be converted
CREATE VIEW money_by_year AS
SELECT domain, year, sum(amount_usd) AS amount_usd, count(*) AS commitments
FROM commitments
GROUP BY domain, year
ORDER BY domain, year;

-- what to look at first: statements of ties, the least sure first
CREATE VIEW doubtful_ties AS
SELECT tie, confidence, source, target, mode, domain, status, quotation, doc
FROM tie_statements
ORDER BY confidence, tie;

-- what each document gave: ties and statements of money
CREATE VIEW document_yield AS
SELECT
    d.doc, d.title, d.date, d.url,
    (SELECT count(*) FROM ties AS t WHERE t.doc = d.doc) AS ties,
    (SELECT count(*) FROM funding AS f WHERE f.doc = d.doc) AS funding
FROM documents AS d
ORDER BY d.doc;
