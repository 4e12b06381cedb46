package dev.coffer.payment.deposit;

import com.mongodb.client.model.Filters;
import dev.coffer.core.store.TenantCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A {@link Deposits.Filter} in MongoDB's words. What was refused before the provider was asked is in no list. */
final class MongoDepositFilter {

    static final Bson IS_LISTED = Filters.in(
            MongoDepositDocument.STATUS,
            Arrays.stream(DepositStatus.values())
                    .filter(status -> status != DepositStatus.REFUSED)
                    .map(Enum::name)
                    .toList());

    private MongoDepositFilter() {}

    static Bson of(String tenantId, Deposits.Filter filter) {
        List<Bson> conditions = new ArrayList<>(List.of(Filters.eq(TenantCollection.TENANT_ID, tenantId)));
        if (filter.onlyStuck()) {
            conditions.add(Filters.eq(MongoDepositDocument.IS_STUCK, true));
        }
        DepositStatus status = filter.status();
        if (status != null) {
            conditions.add(Filters.eq(MongoDepositDocument.STATUS, status.name()));
        } else if (!filter.onlyStuck()) {
            conditions.add(IS_LISTED);
        }
        if (filter.userId() != null) {
            conditions.add(Filters.eq(MongoDepositDocument.USER, filter.userId()));
        }
        if (filter.walletId() != null) {
            conditions.add(Filters.eq(MongoDepositDocument.WALLET, filter.walletId()));
        }
        if (filter.from() != null) {
            conditions.add(Filters.gte(MongoDepositDocument.CREATED_AT, date(filter.from())));
        }
        if (filter.to() != null) {
            conditions.add(Filters.lt(MongoDepositDocument.CREATED_AT, date(filter.to())));
        }
        return Filters.and(conditions);
    }

    /** A deposit has whole milliseconds: what is asked for between two of them begins, or ends, with the next. */
    private static Date date(Instant time) {
        return Date.from(time.plusNanos(999_999));
    }

    /** For cursors: one of another filter fits no other list. */
    static String scope(String tenantId, Deposits.Filter filter) {
        DepositStatus status = filter.status();
        return new Document("tenant", tenantId)
                .append("status", status == null ? null : status.name())
                .append("stuck", filter.onlyStuck())
                .append("user", filter.userId())
                .append("wallet", filter.walletId())
                .append("from", String.valueOf(filter.from()))
                .append("to", String.valueOf(filter.to()))
                .toJson();
    }
}
