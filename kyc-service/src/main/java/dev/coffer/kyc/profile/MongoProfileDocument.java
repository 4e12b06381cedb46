package dev.coffer.kyc.profile;

import dev.coffer.core.store.TenantCollection;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How a profile is stored. */
final class MongoProfileDocument {

    static final String USER_ID = "userId";
    static final String STATE = "state";
    static final String REQUESTED = "requestedTier";
    static final String DUE_AT = "dueAt";
    static final String REVIEWER = "reviewerId";
    static final String VALID_UNTIL = "validUntil";
    /** Set once. */
    static final String OPENED_AT = "openedAt";
    /** There, and true, in both states of a review. */
    static final String IS_IN_REVIEW = "isInReview";

    private static final String TIER = "tier";
    private static final String TIER_VERSION = "tierVersion";
    private static final String CHANGES = "changes";
    private static final String COUNTRY = "country";
    private static final String MET = "met";
    private static final String UPDATED_AT = "updatedAt";
    private static final String SINCE = "since";
    private static final String APPROVED_BY = "approvedBy";
    private static final String TEXT = "text";

    /** What is not there where it is null. */
    static final List<String> OPTIONAL =
            List.of(COUNTRY, VALID_UNTIL, REQUESTED, SINCE, DUE_AT, APPROVED_BY, REVIEWER, TEXT, IS_IN_REVIEW);

    private MongoProfileDocument() {}

    static Document fields(KycProfile profile) {
        ProfileRow row = ProfileRow.of(profile);
        Document fields = new Document(STATE, row.state().name())
                .append(TIER, row.tier().name())
                .append(TIER_VERSION, row.tierVersion())
                .append(CHANGES, row.changes())
                .append(MET, row.met().stream().map(Enum::name).sorted().toList())
                .append(UPDATED_AT, Date.from(row.updatedAt()));
        add(fields, COUNTRY, row.country());
        add(fields, VALID_UNTIL, date(row.validUntil()));
        add(fields, REQUESTED, row.requested() == null ? null : row.requested().name());
        add(fields, SINCE, date(row.since()));
        add(fields, DUE_AT, date(row.dueAt()));
        add(fields, APPROVED_BY, row.approvedBy());
        add(fields, REVIEWER, row.reviewerId());
        add(fields, TEXT, row.text());
        add(fields, IS_IN_REVIEW, row.dueAt() == null ? null : true);
        return fields;
    }

    private static void add(Document fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.append(name, value);
        }
    }

    private static @Nullable Date date(@Nullable Instant time) {
        return time == null ? null : Date.from(time);
    }

    private static @Nullable Instant time(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    static @Nullable KycProfile parse(@Nullable Document document) {
        if (document == null) {
            return null;
        }
        String requested = document.getString(REQUESTED);
        ProfileRow row = new ProfileRow(
                KycState.valueOf(document.getString(STATE)),
                KycTier.valueOf(document.getString(TIER)),
                // What was stored before these were counted has none.
                Objects.requireNonNullElse(document.getLong(TIER_VERSION), 0L),
                Objects.requireNonNullElse(document.getLong(CHANGES), 0L),
                document.getString(COUNTRY),
                met(document),
                time(document.getDate(VALID_UNTIL)),
                document.getDate(UPDATED_AT).toInstant(),
                requested == null ? null : KycTier.valueOf(requested),
                time(document.getDate(SINCE)),
                time(document.getDate(DUE_AT)),
                document.getString(APPROVED_BY),
                document.getString(REVIEWER),
                document.getString(TEXT));
        return row.profile(document.getString(TenantCollection.TENANT_ID), document.getString(USER_ID));
    }

    private static Set<Requirement> met(Document document) {
        Set<Requirement> met = EnumSet.noneOf(Requirement.class);
        List<String> stored = document.getList(MET, String.class);
        if (stored != null) {
            stored.forEach(name -> met.add(Requirement.valueOf(name)));
        }
        return met;
    }
}
