-- A file of schema 1 with two articles, as kb 0.1.0 wrote it. Never edited: files like it are out there.
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE "articles" (
   "id" TEXT PRIMARY KEY,
   "path" TEXT NOT NULL,
   "title" TEXT,
   "author" TEXT,
   "site" TEXT,
   "url" TEXT,
   "published" TEXT,
   "language" TEXT NOT NULL,
   "format" TEXT NOT NULL,
   "text" TEXT NOT NULL,
   "words" INTEGER NOT NULL,
   "sha256" TEXT NOT NULL,
   "metadata_sha256" TEXT,
   "extractor" TEXT NOT NULL,
   "warnings" TEXT,
   "added" TEXT NOT NULL
);
CREATE TABLE "sections" (
   "id" TEXT PRIMARY KEY,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "position" INTEGER NOT NULL,
   "kind" TEXT NOT NULL,
   "title" TEXT,
   "author" TEXT,
   "published" TEXT,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL
);
CREATE TABLE "article_maps" (
   "article_id" TEXT PRIMARY KEY NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "sentences" TEXT NOT NULL,
   "anchors" TEXT NOT NULL,
   "blockquotes" TEXT NOT NULL,
   "file_map" TEXT NOT NULL
);
CREATE TABLE "links" (
   "id" TEXT PRIMARY KEY,
   "url" TEXT NOT NULL,
   "key" TEXT NOT NULL,
   "host" TEXT NOT NULL,
   "domain" TEXT NOT NULL,
   "is_shortened" INTEGER NOT NULL,
   "verdict" TEXT,
   "final_url" TEXT,
   "archive_url" TEXT,
   "failing_since" TEXT,
   "confirmed" INTEGER NOT NULL
);
CREATE TABLE "link_mentions" (
   "id" TEXT PRIMARY KEY,
   "link_id" TEXT NOT NULL REFERENCES "links"("id"),
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "written" TEXT NOT NULL,
   "anchor_text" TEXT,
   "repair" TEXT NOT NULL,
   "stripped" TEXT NOT NULL
);
CREATE TABLE "link_readings" (
   "link_mention_id" TEXT NOT NULL REFERENCES "link_mentions"("id") ON DELETE CASCADE,
   "link_id" TEXT NOT NULL REFERENCES "links"("id"),
   "rank" INTEGER,
   "chosen_by" TEXT,
   PRIMARY KEY ("link_mention_id", "rank")
);
CREATE TABLE "link_checks" (
   "id" TEXT PRIMARY KEY,
   "link_id" TEXT NOT NULL REFERENCES "links"("id"),
   "checked" TEXT NOT NULL,
   "verdict" TEXT NOT NULL,
   "status" INTEGER,
   "final_url" TEXT,
   "hops" TEXT,
   "evidence" TEXT,
   "error" TEXT,
   "milliseconds" INTEGER,
   "archive_url" TEXT,
   "archived" TEXT
);
CREATE TABLE "organisations" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT NOT NULL,
   "kind" TEXT
);
CREATE TABLE "organisation_mentions" (
   "id" TEXT PRIMARY KEY,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "organisation_id" TEXT NOT NULL REFERENCES "organisations"("id"),
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "written" TEXT NOT NULL,
   "name" TEXT NOT NULL,
   "kind" TEXT
);
CREATE TABLE "people" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT NOT NULL,
   "role" TEXT,
   "organisation" TEXT,
   "organisation_id" TEXT REFERENCES "organisations"("id") ON DELETE SET NULL,
   "organisation_mention_id" TEXT REFERENCES "organisation_mentions"("id") ON DELETE SET NULL,
   "handle" TEXT
);
CREATE TABLE "sources" (
   "id" TEXT PRIMARY KEY,
   "kind" TEXT NOT NULL,
   "label" TEXT NOT NULL,
   "title" TEXT,
   "author" TEXT,
   "publisher" TEXT,
   "container" TEXT,
   "published" TEXT,
   "link_id" TEXT REFERENCES "links"("id"),
   "doi" TEXT,
   "isbn" TEXT
);
CREATE TABLE "claims" (
   "id" TEXT PRIMARY KEY,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "section_id" TEXT REFERENCES "sections"("id"),
   "text" TEXT NOT NULL,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "support" TEXT NOT NULL,
   "group_id" TEXT REFERENCES "claims"("id") ON DELETE SET NULL,
   "group_key" TEXT
);
CREATE TABLE "statistics" (
   "id" TEXT PRIMARY KEY,
   "claim_id" TEXT NOT NULL REFERENCES "claims"("id") ON DELETE CASCADE,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "text" TEXT NOT NULL,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "kind" TEXT NOT NULL,
   "value" REAL,
   "value_high" REAL,
   "unit" TEXT NOT NULL,
   "qualifier" TEXT NOT NULL,
   "subject" TEXT,
   "period" TEXT
);
CREATE TABLE "person_mentions" (
   "id" TEXT PRIMARY KEY,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "person_id" TEXT NOT NULL REFERENCES "people"("id"),
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "written" TEXT NOT NULL,
   "name" TEXT NOT NULL,
   "role" TEXT,
   "organisation" TEXT,
   "organisation_mention_id" TEXT REFERENCES "organisation_mentions"("id"),
   "handle" TEXT
);
CREATE TABLE "source_mentions" (
   "id" TEXT PRIMARY KEY,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "source_id" TEXT NOT NULL REFERENCES "sources"("id"),
   "work" INTEGER NOT NULL,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "written" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "title" TEXT,
   "author" TEXT,
   "publisher" TEXT,
   "container" TEXT,
   "published" TEXT,
   "link_id" TEXT REFERENCES "links"("id"),
   "doi" TEXT,
   "isbn" TEXT,
   "rule" TEXT NOT NULL,
   "confidence" REAL NOT NULL
);
CREATE TABLE "quotations" (
   "id" TEXT PRIMARY KEY,
   "claim_id" TEXT NOT NULL REFERENCES "claims"("id") ON DELETE CASCADE,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "text" TEXT NOT NULL,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "speaker" TEXT,
   "person_id" TEXT REFERENCES "people"("id"),
   "organisation_id" TEXT REFERENCES "organisations"("id"),
   "person_mention_id" TEXT REFERENCES "person_mentions"("id"),
   "organisation_mention_id" TEXT REFERENCES "organisation_mentions"("id"),
   "cue" TEXT NOT NULL,
   "confidence" REAL NOT NULL,
   "speaker_confidence" REAL NOT NULL
);
CREATE TABLE "attributions" (
   "id" TEXT PRIMARY KEY,
   "claim_id" TEXT NOT NULL REFERENCES "claims"("id") ON DELETE CASCADE,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "text" TEXT NOT NULL,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "person_id" TEXT REFERENCES "people"("id"),
   "organisation_id" TEXT REFERENCES "organisations"("id"),
   "person_mention_id" TEXT REFERENCES "person_mentions"("id"),
   "organisation_mention_id" TEXT REFERENCES "organisation_mentions"("id"),
   "cue" TEXT NOT NULL,
   "confidence" REAL NOT NULL
);
CREATE TABLE "citations" (
   "id" TEXT PRIMARY KEY,
   "claim_id" TEXT NOT NULL REFERENCES "claims"("id") ON DELETE CASCADE,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "source_id" TEXT NOT NULL REFERENCES "sources"("id"),
   "via_source_id" TEXT REFERENCES "sources"("id"),
   "source_mention_id" TEXT NOT NULL REFERENCES "source_mentions"("id"),
   "via_mention_id" TEXT REFERENCES "source_mentions"("id"),
   "marker" TEXT NOT NULL,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "rule" TEXT NOT NULL,
   "confidence" REAL NOT NULL
);
CREATE TABLE "relays" (
   "id" TEXT PRIMARY KEY,
   "source_id" TEXT NOT NULL REFERENCES "sources"("id"),
   "via_source_id" TEXT NOT NULL REFERENCES "sources"("id"),
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "source_mention_id" TEXT NOT NULL REFERENCES "source_mentions"("id"),
   "via_mention_id" TEXT NOT NULL REFERENCES "source_mentions"("id"),
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "rule" TEXT NOT NULL,
   "confidence" REAL NOT NULL
);
CREATE TABLE "conflicts" (
   "statistic_id" TEXT NOT NULL REFERENCES "statistics"("id") ON DELETE CASCADE,
   "other_id" TEXT NOT NULL REFERENCES "statistics"("id") ON DELETE CASCADE,
   "source_id" TEXT REFERENCES "sources"("id") ON DELETE SET NULL,
   "reason" TEXT,
   "confidence" REAL,
   PRIMARY KEY ("statistic_id", "other_id")
);
CREATE TABLE "notes" (
   "id" TEXT PRIMARY KEY,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "label" TEXT NOT NULL,
   "text" TEXT,
   "start" INTEGER,
   "end" INTEGER
);
CREATE TABLE "note_markers" (
   "note_id" TEXT NOT NULL REFERENCES "notes"("id") ON DELETE CASCADE,
   "start" INTEGER,
   "end" INTEGER NOT NULL,
   PRIMARY KEY ("note_id", "start")
);
CREATE TABLE "note_sources" (
   "note_id" TEXT NOT NULL REFERENCES "notes"("id") ON DELETE CASCADE,
   "source_id" TEXT NOT NULL REFERENCES "sources"("id"),
   "source_mention_id" TEXT REFERENCES "source_mentions"("id"),
   PRIMARY KEY ("note_id", "source_mention_id")
);
CREATE TABLE "settings" (
   "name" TEXT PRIMARY KEY,
   "value" TEXT NOT NULL
);
CREATE TABLE "pending" (
   "kind" TEXT,
   "what" TEXT,
   "reason" TEXT NOT NULL,
   PRIMARY KEY ("kind", "what")
);
CREATE TABLE "merges" (
   "kind" TEXT,
   "one_id" TEXT,
   "other_id" TEXT,
   "rule" TEXT NOT NULL,
   "confidence" REAL NOT NULL,
   PRIMARY KEY ("kind", "one_id", "other_id")
);
CREATE TABLE "identity_keys" (
   "kind" TEXT,
   "key" TEXT,
   "mention_id" TEXT,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   PRIMARY KEY ("kind", "key", "mention_id")
);
CREATE TABLE "reviews" (
   "id" TEXT PRIMARY KEY,
   "about" TEXT NOT NULL,
   "about_id" TEXT NOT NULL,
   "field" TEXT,
   "decision" TEXT NOT NULL,
   "value" TEXT,
   "note" TEXT,
   "actor" TEXT,
   "created" TEXT NOT NULL,
   "article_id" TEXT,
   "exact" TEXT,
   "prefix" TEXT,
   "suffix" TEXT
);
CREATE TABLE "figures" (
   "statistic_id" TEXT PRIMARY KEY NOT NULL REFERENCES "statistics"("id") ON DELETE CASCADE,
   "value" REAL,
   "value_high" REAL,
   "unit" TEXT,
   "kind" TEXT,
   "qualifier" TEXT,
   "text" TEXT,
   "subject" TEXT,
   "period" TEXT,
   "claim_id" TEXT NOT NULL REFERENCES "claims"("id") ON DELETE CASCADE,
   "claim" TEXT,
   "support" TEXT,
   "source_id" TEXT REFERENCES "sources"("id"),
   "source" TEXT,
   "source_published" TEXT,
   "other_sources" INTEGER NOT NULL,
   "via_source_id" TEXT REFERENCES "sources"("id"),
   "via" TEXT,
   "person_id" TEXT REFERENCES "people"("id"),
   "organisation_id" TEXT REFERENCES "organisations"("id"),
   "speaker" TEXT,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "article" TEXT,
   "published" TEXT,
   "language" TEXT
);
CREATE TABLE "claim_sources" (
   "citation_id" TEXT PRIMARY KEY NOT NULL REFERENCES "citations"("id") ON DELETE CASCADE,
   "claim_id" TEXT NOT NULL REFERENCES "claims"("id") ON DELETE CASCADE,
   "claim" TEXT,
   "source_id" TEXT REFERENCES "sources"("id"),
   "source" TEXT,
   "source_kind" TEXT,
   "source_published" TEXT,
   "link_id" TEXT REFERENCES "links"("id"),
   "via_source_id" TEXT REFERENCES "sources"("id"),
   "via" TEXT,
   "marker" TEXT,
   "rule" TEXT,
   "confidence" REAL,
   "article_id" TEXT NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE,
   "article" TEXT,
   "published" TEXT,
   "language" TEXT
);
CREATE VIRTUAL TABLE "articles_fts" USING FTS5 (
    "title", "author", "site", "text",
    tokenize='unicode61 remove_diacritics 2',
    content="articles"
);
CREATE VIRTUAL TABLE "claims_fts" USING FTS5 (
    "text",
    tokenize='unicode61 remove_diacritics 2',
    content="claims"
);
CREATE VIRTUAL TABLE "quotations_fts" USING FTS5 (
    "text", "speaker",
    tokenize='unicode61 remove_diacritics 2',
    content="quotations"
);
CREATE VIRTUAL TABLE "sources_fts" USING FTS5 (
    "title", "author", "publisher", "container",
    tokenize='unicode61 remove_diacritics 2',
    content="sources"
);
INSERT INTO "_sqlite_migrations" VALUES (1, 'kb', 'm001_initial', '2026-11-21 23:53:39.521046+00:00');
INSERT INTO "articles" VALUES ('a-txt', 'a.txt', NULL, NULL, NULL, NULL, NULL, 'fr', 'text', 'Des comptes ouverts pour toutes les communes de la vallée : 64 %.', 13, 'd32a13dfe2f8950dbb17fc22f0cc754dca2adeab808c9970e4661bc6079751db', NULL, 'x', NULL, 'now');
INSERT INTO "articles" VALUES ('b-txt', 'b.txt', NULL, NULL, NULL, NULL, NULL, 'fr', 'text', 'Des comptes ouverts pour toutes les communes de la vallée : 64 %.', 13, 'd32a13dfe2f8950dbb17fc22f0cc754dca2adeab808c9970e4661bc6079751db', NULL, 'x', NULL, 'now');
INSERT INTO "sections" VALUES ('29bf91c27eec316c', 'a-txt', 0, 'body', NULL, NULL, NULL, 0, 65);
INSERT INTO "sections" VALUES ('4ce2de6add4f276d', 'b-txt', 0, 'body', NULL, NULL, NULL, 0, 65);
INSERT INTO "article_maps" VALUES ('a-txt', '[[0,65,0,0,"sentence"]]', '[]', '[]', '[]');
INSERT INTO "article_maps" VALUES ('b-txt', '[[0,65,0,0,"sentence"]]', '[]', '[]', '[]');
INSERT INTO "claims" VALUES ('d61e1506384c94f4', 'a-txt', '29bf91c27eec316c', 'Des comptes ouverts pour toutes les communes de la vallée : 64 %.', 0, 65, 'none', NULL, '71366eb33a04ffb0');
INSERT INTO "claims" VALUES ('f93ca847676cb379', 'b-txt', '4ce2de6add4f276d', 'Des comptes ouverts pour toutes les communes de la vallée : 64 %.', 0, 65, 'none', 'd61e1506384c94f4', '71366eb33a04ffb0');
INSERT INTO "statistics" VALUES ('731e73b6b61c102c', 'd61e1506384c94f4', 'a-txt', '64 %', 60, 64, 'share', 64.0, NULL, '%', '', NULL, NULL);
INSERT INTO "statistics" VALUES ('c0097b8d50689c68', 'f93ca847676cb379', 'b-txt', '64 %', 60, 64, 'share', 64.0, NULL, '%', '', NULL, NULL);
INSERT INTO "figures" VALUES ('731e73b6b61c102c', 64.0, NULL, '%', 'share', '', '64 %', NULL, NULL, 'd61e1506384c94f4', 'Des comptes ouverts pour toutes les communes de la vallée : 64 %.', 'none', NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'a-txt', 'a.txt', NULL, 'fr');
INSERT INTO "figures" VALUES ('c0097b8d50689c68', 64.0, NULL, '%', 'share', '', '64 %', NULL, NULL, 'f93ca847676cb379', 'Des comptes ouverts pour toutes les communes de la vallée : 64 %.', 'none', NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'b-txt', 'b.txt', NULL, 'fr');
INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');
INSERT INTO claims_fts(claims_fts) VALUES ('rebuild');
INSERT INTO quotations_fts(quotations_fts) VALUES ('rebuild');
INSERT INTO sources_fts(sources_fts) VALUES ('rebuild');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX "idx_articles_language"
    ON "articles" ("language");
CREATE INDEX "idx_articles_format"
    ON "articles" ("format");
CREATE INDEX "idx_articles_site"
    ON "articles" ("site");
CREATE INDEX "idx_articles_author"
    ON "articles" ("author");
CREATE INDEX "idx_articles_published"
    ON "articles" ("published");
CREATE UNIQUE INDEX "idx_articles_path"
    ON "articles" ("path");
CREATE INDEX "idx_sections_article_id"
    ON "sections" ("article_id");
CREATE INDEX "idx_sections_kind"
    ON "sections" ("kind");
CREATE INDEX "idx_links_key"
    ON "links" ("key");
CREATE INDEX "idx_links_host"
    ON "links" ("host");
CREATE INDEX "idx_links_domain"
    ON "links" ("domain");
CREATE INDEX "idx_links_is_shortened"
    ON "links" ("is_shortened");
CREATE INDEX "idx_links_verdict"
    ON "links" ("verdict");
CREATE INDEX "idx_links_confirmed"
    ON "links" ("confirmed");
CREATE INDEX "idx_link_mentions_article_id"
    ON "link_mentions" ("article_id");
CREATE INDEX "idx_link_mentions_link_id"
    ON "link_mentions" ("link_id");
CREATE INDEX "idx_link_mentions_repair"
    ON "link_mentions" ("repair");
CREATE INDEX "idx_link_readings_link_id"
    ON "link_readings" ("link_id");
CREATE INDEX "idx_link_checks_link_id"
    ON "link_checks" ("link_id");
CREATE INDEX "idx_link_checks_verdict"
    ON "link_checks" ("verdict");
CREATE INDEX "idx_link_checks_link_id_checked"
    ON "link_checks" ("link_id", "checked");
CREATE INDEX "idx_organisations_name"
    ON "organisations" ("name");
CREATE INDEX "idx_organisations_kind"
    ON "organisations" ("kind");
CREATE INDEX "idx_organisation_mentions_article_id"
    ON "organisation_mentions" ("article_id");
CREATE INDEX "idx_organisation_mentions_organisation_id"
    ON "organisation_mentions" ("organisation_id");
CREATE INDEX "idx_organisation_mentions_kind"
    ON "organisation_mentions" ("kind");
CREATE INDEX "idx_people_organisation_id"
    ON "people" ("organisation_id");
CREATE INDEX "idx_people_organisation_mention_id"
    ON "people" ("organisation_mention_id");
CREATE INDEX "idx_people_name"
    ON "people" ("name");
CREATE INDEX "idx_sources_link_id"
    ON "sources" ("link_id");
CREATE INDEX "idx_sources_kind"
    ON "sources" ("kind");
CREATE INDEX "idx_sources_publisher"
    ON "sources" ("publisher");
CREATE INDEX "idx_sources_published"
    ON "sources" ("published");
CREATE INDEX "idx_sources_doi"
    ON "sources" ("doi");
CREATE INDEX "idx_sources_isbn"
    ON "sources" ("isbn");
CREATE INDEX "idx_claims_article_id"
    ON "claims" ("article_id");
CREATE INDEX "idx_claims_section_id"
    ON "claims" ("section_id");
CREATE INDEX "idx_claims_group_id"
    ON "claims" ("group_id");
CREATE INDEX "idx_claims_support"
    ON "claims" ("support");
CREATE INDEX "idx_claims_group_key"
    ON "claims" ("group_key");
CREATE INDEX "idx_statistics_article_id"
    ON "statistics" ("article_id");
CREATE INDEX "idx_statistics_claim_id"
    ON "statistics" ("claim_id");
CREATE INDEX "idx_statistics_kind"
    ON "statistics" ("kind");
CREATE INDEX "idx_statistics_unit"
    ON "statistics" ("unit");
CREATE INDEX "idx_statistics_qualifier"
    ON "statistics" ("qualifier");
CREATE INDEX "idx_statistics_period"
    ON "statistics" ("period");
CREATE INDEX "idx_statistics_value"
    ON "statistics" ("value");
CREATE INDEX "idx_person_mentions_article_id"
    ON "person_mentions" ("article_id");
CREATE INDEX "idx_person_mentions_person_id"
    ON "person_mentions" ("person_id");
CREATE INDEX "idx_person_mentions_organisation_mention_id"
    ON "person_mentions" ("organisation_mention_id");
CREATE INDEX "idx_source_mentions_article_id"
    ON "source_mentions" ("article_id");
CREATE INDEX "idx_source_mentions_source_id"
    ON "source_mentions" ("source_id");
CREATE INDEX "idx_source_mentions_link_id"
    ON "source_mentions" ("link_id");
CREATE INDEX "idx_source_mentions_kind"
    ON "source_mentions" ("kind");
CREATE INDEX "idx_source_mentions_rule"
    ON "source_mentions" ("rule");
CREATE INDEX "idx_quotations_article_id"
    ON "quotations" ("article_id");
CREATE INDEX "idx_quotations_claim_id"
    ON "quotations" ("claim_id");
CREATE INDEX "idx_quotations_person_id"
    ON "quotations" ("person_id");
CREATE INDEX "idx_quotations_organisation_id"
    ON "quotations" ("organisation_id");
CREATE INDEX "idx_quotations_person_mention_id"
    ON "quotations" ("person_mention_id");
CREATE INDEX "idx_quotations_organisation_mention_id"
    ON "quotations" ("organisation_mention_id");
CREATE INDEX "idx_quotations_cue"
    ON "quotations" ("cue");
CREATE INDEX "idx_attributions_article_id"
    ON "attributions" ("article_id");
CREATE INDEX "idx_attributions_claim_id"
    ON "attributions" ("claim_id");
CREATE INDEX "idx_attributions_person_id"
    ON "attributions" ("person_id");
CREATE INDEX "idx_attributions_organisation_id"
    ON "attributions" ("organisation_id");
CREATE INDEX "idx_attributions_person_mention_id"
    ON "attributions" ("person_mention_id");
CREATE INDEX "idx_attributions_organisation_mention_id"
    ON "attributions" ("organisation_mention_id");
CREATE INDEX "idx_attributions_cue"
    ON "attributions" ("cue");
CREATE INDEX "idx_citations_article_id"
    ON "citations" ("article_id");
CREATE INDEX "idx_citations_claim_id"
    ON "citations" ("claim_id");
CREATE INDEX "idx_citations_source_id"
    ON "citations" ("source_id");
CREATE INDEX "idx_citations_via_source_id"
    ON "citations" ("via_source_id");
CREATE INDEX "idx_citations_source_mention_id"
    ON "citations" ("source_mention_id");
CREATE INDEX "idx_citations_via_mention_id"
    ON "citations" ("via_mention_id");
CREATE INDEX "idx_citations_rule"
    ON "citations" ("rule");
CREATE INDEX "idx_citations_confidence"
    ON "citations" ("confidence");
CREATE INDEX "idx_relays_article_id"
    ON "relays" ("article_id");
CREATE INDEX "idx_relays_source_id"
    ON "relays" ("source_id");
CREATE INDEX "idx_relays_via_source_id"
    ON "relays" ("via_source_id");
CREATE INDEX "idx_relays_source_mention_id"
    ON "relays" ("source_mention_id");
CREATE INDEX "idx_relays_via_mention_id"
    ON "relays" ("via_mention_id");
CREATE INDEX "idx_conflicts_other_id"
    ON "conflicts" ("other_id");
CREATE INDEX "idx_conflicts_source_id"
    ON "conflicts" ("source_id");
CREATE INDEX "idx_notes_article_id"
    ON "notes" ("article_id");
CREATE INDEX "idx_note_sources_source_id"
    ON "note_sources" ("source_id");
CREATE INDEX "idx_note_sources_source_mention_id"
    ON "note_sources" ("source_mention_id");
CREATE INDEX "idx_merges_one_id"
    ON "merges" ("one_id");
CREATE INDEX "idx_merges_other_id"
    ON "merges" ("other_id");
CREATE INDEX "idx_merges_rule"
    ON "merges" ("rule");
CREATE INDEX "idx_identity_keys_article_id"
    ON "identity_keys" ("article_id");
CREATE INDEX "idx_identity_keys_mention_id"
    ON "identity_keys" ("mention_id");
CREATE INDEX "idx_reviews_about"
    ON "reviews" ("about");
CREATE INDEX "idx_reviews_about_id"
    ON "reviews" ("about_id");
CREATE INDEX "idx_reviews_decision"
    ON "reviews" ("decision");
CREATE INDEX "idx_reviews_actor"
    ON "reviews" ("actor");
CREATE INDEX "idx_reviews_article_id"
    ON "reviews" ("article_id");
CREATE INDEX "idx_figures_claim_id"
    ON "figures" ("claim_id");
CREATE INDEX "idx_figures_article_id"
    ON "figures" ("article_id");
CREATE INDEX "idx_figures_source_id"
    ON "figures" ("source_id");
CREATE INDEX "idx_figures_via_source_id"
    ON "figures" ("via_source_id");
CREATE INDEX "idx_figures_person_id"
    ON "figures" ("person_id");
CREATE INDEX "idx_figures_organisation_id"
    ON "figures" ("organisation_id");
CREATE INDEX "idx_figures_value"
    ON "figures" ("value");
CREATE INDEX "idx_figures_unit"
    ON "figures" ("unit");
CREATE INDEX "idx_figures_kind"
    ON "figures" ("kind");
CREATE INDEX "idx_figures_qualifier"
    ON "figures" ("qualifier");
CREATE INDEX "idx_figures_support"
    ON "figures" ("support");
CREATE INDEX "idx_figures_published"
    ON "figures" ("published");
CREATE INDEX "idx_figures_source_published"
    ON "figures" ("source_published");
CREATE INDEX "idx_figures_period"
    ON "figures" ("period");
CREATE INDEX "idx_figures_language"
    ON "figures" ("language");
CREATE INDEX "idx_figures_unit_value"
    ON "figures" ("unit", "value");
CREATE INDEX "idx_claim_sources_claim_id"
    ON "claim_sources" ("claim_id");
CREATE INDEX "idx_claim_sources_article_id"
    ON "claim_sources" ("article_id");
CREATE INDEX "idx_claim_sources_source_id"
    ON "claim_sources" ("source_id");
CREATE INDEX "idx_claim_sources_via_source_id"
    ON "claim_sources" ("via_source_id");
CREATE INDEX "idx_claim_sources_link_id"
    ON "claim_sources" ("link_id");
CREATE INDEX "idx_claim_sources_source_kind"
    ON "claim_sources" ("source_kind");
CREATE INDEX "idx_claim_sources_source_published"
    ON "claim_sources" ("source_published");
CREATE INDEX "idx_claim_sources_rule"
    ON "claim_sources" ("rule");
CREATE INDEX "idx_claim_sources_confidence"
    ON "claim_sources" ("confidence");
CREATE INDEX "idx_claim_sources_published"
    ON "claim_sources" ("published");
CREATE INDEX "idx_claim_sources_language"
    ON "claim_sources" ("language");
CREATE TRIGGER "articles_ai" AFTER INSERT ON "articles" BEGIN
  INSERT INTO "articles_fts" (rowid, "title", "author", "site", "text") VALUES (new.rowid, new."title", new."author", new."site", new."text");
END;
CREATE TRIGGER "articles_ad" AFTER DELETE ON "articles" BEGIN
  INSERT INTO "articles_fts" ("articles_fts", rowid, "title", "author", "site", "text") VALUES('delete', old.rowid, old."title", old."author", old."site", old."text");
END;
CREATE TRIGGER "articles_au" AFTER UPDATE ON "articles" BEGIN
  INSERT INTO "articles_fts" ("articles_fts", rowid, "title", "author", "site", "text") VALUES('delete', old.rowid, old."title", old."author", old."site", old."text");
  INSERT INTO "articles_fts" (rowid, "title", "author", "site", "text") VALUES (new.rowid, new."title", new."author", new."site", new."text");
END;
CREATE TRIGGER "claims_ai" AFTER INSERT ON "claims" BEGIN
  INSERT INTO "claims_fts" (rowid, "text") VALUES (new.rowid, new."text");
END;
CREATE TRIGGER "claims_ad" AFTER DELETE ON "claims" BEGIN
  INSERT INTO "claims_fts" ("claims_fts", rowid, "text") VALUES('delete', old.rowid, old."text");
END;
CREATE TRIGGER "claims_au" AFTER UPDATE ON "claims" BEGIN
  INSERT INTO "claims_fts" ("claims_fts", rowid, "text") VALUES('delete', old.rowid, old."text");
  INSERT INTO "claims_fts" (rowid, "text") VALUES (new.rowid, new."text");
END;
CREATE TRIGGER "quotations_ai" AFTER INSERT ON "quotations" BEGIN
  INSERT INTO "quotations_fts" (rowid, "text", "speaker") VALUES (new.rowid, new."text", new."speaker");
END;
CREATE TRIGGER "quotations_ad" AFTER DELETE ON "quotations" BEGIN
  INSERT INTO "quotations_fts" ("quotations_fts", rowid, "text", "speaker") VALUES('delete', old.rowid, old."text", old."speaker");
END;
CREATE TRIGGER "quotations_au" AFTER UPDATE ON "quotations" BEGIN
  INSERT INTO "quotations_fts" ("quotations_fts", rowid, "text", "speaker") VALUES('delete', old.rowid, old."text", old."speaker");
  INSERT INTO "quotations_fts" (rowid, "text", "speaker") VALUES (new.rowid, new."text", new."speaker");
END;
CREATE TRIGGER "sources_ai" AFTER INSERT ON "sources" BEGIN
  INSERT INTO "sources_fts" (rowid, "title", "author", "publisher", "container") VALUES (new.rowid, new."title", new."author", new."publisher", new."container");
END;
CREATE TRIGGER "sources_ad" AFTER DELETE ON "sources" BEGIN
  INSERT INTO "sources_fts" ("sources_fts", rowid, "title", "author", "publisher", "container") VALUES('delete', old.rowid, old."title", old."author", old."publisher", old."container");
END;
CREATE TRIGGER "sources_au" AFTER UPDATE ON "sources" BEGIN
  INSERT INTO "sources_fts" ("sources_fts", rowid, "title", "author", "publisher", "container") VALUES('delete', old.rowid, old."title", old."author", old."publisher", old."container");
  INSERT INTO "sources_fts" (rowid, "title", "author", "publisher", "container") VALUES (new.rowid, new."title", new."author", new."publisher", new."container");
END;
CREATE VIEW "quoted_people" AS select q.person_id, p.name, p.role, p.organisation, q.article_id,
       coalesce(a.title, a.path) as article, a.published, count(*) as quotations
from quotations q
join people p on p.id = q.person_id
join articles a on a.id = q.article_id
group by q.person_id, q.article_id;
CREATE VIEW "unsourced_figures" AS select statistic_id, text, value, value_high, unit, kind, subject, period,
       claim_id, claim, article_id, article, published
from figures where support = 'none';
CREATE VIEW "secondhand_claims" AS select citation_id, claim_id, claim, source_id, source, via_source_id, via,
       rule, confidence, article_id, article, published
from claim_sources where via_source_id is not null;
CREATE VIEW "conflicting_figures" AS select c.statistic_id, f.text, f.value, f.unit, f.claim, f.article_id, f.article,
       c.other_id, g.text as other_text, g.value as other_value, g.unit as other_unit,
       g.claim as other_claim, g.article_id as other_article_id,
       g.article as other_article, c.source_id, s.label as source, c.reason, c.confidence
from conflicts c
join figures f on f.statistic_id = c.statistic_id
join figures g on g.statistic_id = c.other_id
left join sources s on s.id = c.source_id;
CREATE VIEW "repeated_claims" AS select c.id as claim_id, c.text as claim, c.article_id,
       coalesce(a.title, a.path) as article, a.published,
       c.group_id as first_claim_id, f.text as first_claim,
       f.article_id as first_article_id, coalesce(b.title, b.path) as first_article,
       b.published as first_published
from claims c
join claims f on f.id = c.group_id
join articles a on a.id = c.article_id
join articles b on b.id = f.article_id;
CREATE VIEW "dangling_notes" AS select n.id as note_id, n.label, n.text, n.article_id,
       coalesce(a.title, a.path) as article,
       case when n.start is null then 'entry missing' else 'no marker' end as reason
from notes n
join articles a on a.id = n.article_id
where n.start is null
   or not exists (select 1 from note_markers m where m.note_id = n.id);
CREATE VIEW "dead_links" AS select id as link_id, url, domain, verdict, failing_since, confirmed, archive_url,
       (select count(*) from link_mentions m where m.link_id = links.id) as mentions
from links
where verdict in ('gone', 'soft-404')
   or (verdict in ('error', 'unreachable') and confirmed = 1);
CREATE VIEW "shortened_links" AS select id as link_id, url, host, verdict, final_url, archive_url,
       (select count(*) from link_mentions m where m.link_id = links.id) as mentions
from links where is_shortened = 1;
PRAGMA application_id = 1801610092;
PRAGMA user_version = 1;
