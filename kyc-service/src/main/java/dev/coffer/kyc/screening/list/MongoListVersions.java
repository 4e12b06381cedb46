package dev.coffer.kyc.screening.list;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link ListVersions} in the collection {@code sanctions_versions}, a document for each tenant. */
final class MongoListVersions implements ListVersions, DeclaresIndexes {

    private static final String COLLECTION = "sanctions_versions";
    private static final String VERSION = "version";
    private static final String AFTER = "after";
    private static final String SCREENED = "screened";
    private static final String HOLDER = "holder";
    private static final String RULES = "rules";
    private static final String RULES_REVISION = "rulesRevision";

    /** Absent once a round is at its end. */
    private static final String DUE_AT = "dueAt";

    private final TenantCollection versions;
    private final MongoCollection<Document> all;
    private final MatchingRules rules;

    MongoListVersions(MongoDatabase database, MatchingRules rules) {
        this.rules = rules;
        this.versions = new TenantCollection(database, COLLECTION);
        this.all = database.getCollection(COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                                COLLECTION, "sanctions_versions_tenant", Indexes.ascending(TenantCollection.TENANT_ID))
                        .unique(),
                IndexDeclaration.on(COLLECTION, "sanctions_versions_due", Indexes.ascending(DUE_AT))
                        .onlyWhere(Filters.exists(DUE_AT)));
    }

    @Override
    public long current(String tenantId) {
        return version(versions.of(tenantId).findOne(Filters.empty()));
    }

    @Override
    public long current(UnitOfWork unit, String tenantId) {
        return version(versions.of(tenantId).findOne(unit, Filters.empty()));
    }

    private static long version(@Nullable Document found) {
        return found == null ? 0 : found.getLong(VERSION);
    }

    @Override
    public void next(UnitOfWork unit, String tenantId, Instant now) {
        versions.of(tenantId).upsert(unit, Filters.empty(), Updates.combine(anew(now), noted(tenantId)));
    }

    private Bson noted(String tenantId) {
        MatchingRules.Rules now = rules.of(tenantId);
        return Updates.combine(Updates.set(RULES, now.text()), Updates.set(RULES_REVISION, now.revision()));
    }

    private static MatchingRules.@Nullable Rules rules(Document found) {
        String text = found.getString(RULES);
        return text == null ? null : new MatchingRules.Rules(text, found.getLong(RULES_REVISION));
    }

    private static Bson anew(Instant now) {
        return Updates.combine(
                Updates.inc(VERSION, 1L),
                Updates.set(SCREENED, 0L),
                Updates.set(DUE_AT, Date.from(now)),
                Updates.unset(AFTER),
                Updates.unset(HOLDER));
    }

    @Override
    public List<Ruled> ruled(@Nullable String after, int limit) {
        List<Ruled> found = new ArrayList<>();
        all.find(after == null ? Filters.empty() : Filters.gt(TenantCollection.TENANT_ID, after))
                .sort(Sorts.ascending(TenantCollection.TENANT_ID))
                .limit(limit)
                .forEach(one -> found.add(
                        new Ruled(one.getString(TenantCollection.TENANT_ID), one.getLong(VERSION), rules(one))));
        return found;
    }

    @Override
    public boolean isRuleKnown(String tenantId) {
        if (!rules.areRead()) {
            return false;
        }
        Document found = versions.of(tenantId).findOne(Filters.empty());
        MatchingRules.Rules noted = found == null ? null : rules(found);
        return noted == null || rules.of(tenantId).revision() >= noted.revision();
    }

    @Override
    public void rule(Ruled before, Instant now) {
        MatchingRules.Rules known = before.rules();
        Bson noted = noted(before.tenantId());
        versions.of(before.tenantId())
                .update(
                        Filters.and(
                                Filters.eq(VERSION, before.version()),
                                Filters.eq(RULES, known == null ? null : known.text())),
                        known == null ? noted : Updates.combine(noted, anew(now)));
    }

    @Override
    public @Nullable Round take(String holder, Instant now, Duration lease) {
        Document taken = all.findOneAndUpdate(
                Filters.and(Filters.exists(DUE_AT), Filters.lte(DUE_AT, Date.from(now))),
                Updates.combine(Updates.set(HOLDER, holder), Updates.set(DUE_AT, Date.from(now.plus(lease)))),
                new FindOneAndUpdateOptions().sort(Sorts.ascending(DUE_AT)).returnDocument(ReturnDocument.AFTER));
        return taken == null
                ? null
                : new Round(
                        taken.getString(TenantCollection.TENANT_ID), taken.getLong(VERSION), taken.getString(AFTER));
    }

    @Override
    public boolean progress(
            UnitOfWork unit, Round round, String holder, @Nullable String after, int screened, Instant leaseUntil) {
        Bson place = after == null
                ? Updates.combine(Updates.unset(DUE_AT), Updates.unset(HOLDER), Updates.unset(AFTER))
                : Updates.combine(Updates.set(AFTER, after), Updates.set(DUE_AT, Date.from(leaseUntil)));
        return versions.of(round.tenantId())
                        .update(
                                unit,
                                Filters.and(Filters.eq(VERSION, round.version()), Filters.eq(HOLDER, holder)),
                                Updates.combine(place, Updates.inc(SCREENED, (long) screened)))
                        .getMatchedCount()
                == 1;
    }
}
