package dev.coffer.auth.registration;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code unconfirmed_registrations}: one document under the id of each user who waits. The saga removes it with the
 * user, so none stays.
 */
final class MongoUnconfirmedRegistrations implements UnconfirmedRegistrations {

    private static final String REFERRAL_CODE = "referralCode";

    private final TenantCollection registrations;

    MongoUnconfirmedRegistrations(MongoDatabase database) {
        this.registrations = new TenantCollection(database, "unconfirmed_registrations");
    }

    @Override
    public void add(UnitOfWork unit, String tenantId, Unconfirmed registration, Instant now) {
        registrations
                .of(tenantId)
                .insert(
                        unit,
                        new Document("_id", registration.userId())
                                .append(REFERRAL_CODE, registration.referralCode())
                                .append("createdAt", Date.from(now)));
    }

    @Override
    public @Nullable Unconfirmed take(UnitOfWork unit, String tenantId, String userId) {
        Document found = registrations.of(tenantId).findOne(unit, Filters.eq("_id", userId));
        if (found == null) {
            return null;
        }
        registrations.of(tenantId).delete(unit, Filters.eq("_id", userId));
        return new Unconfirmed(userId, found.getString(REFERRAL_CODE));
    }
}
