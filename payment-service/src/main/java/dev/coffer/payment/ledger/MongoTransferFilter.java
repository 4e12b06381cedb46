package dev.coffer.payment.ledger;

import com.mongodb.client.model.Filters;
import dev.coffer.core.money.Money;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** A {@link Transfers.Filter} in MongoDB's words, except for what needs a look at other transfers. */
final class MongoTransferFilter {

    private MongoTransferFilter() {}

    static List<Bson> of(Transfers.Filter filter) {
        List<Bson> filters = new ArrayList<>();
        if (!filter.types().isEmpty()) {
            filters.add(Filters.in(
                    MongoTransferDocument.TYPE,
                    filter.types().stream().map(Enum::name).toList()));
        }
        if (filter.from() != null) {
            filters.add(Filters.gte(MongoTransferDocument.AT, Date.from(filter.from())));
        }
        if (filter.to() != null) {
            filters.add(Filters.lt(MongoTransferDocument.AT, Date.from(filter.to())));
        }
        if (filter.least() != null) {
            filters.add(Filters.gte(MongoTransferDocument.AMOUNT, filter.least().minor()));
        }
        if (filter.most() != null) {
            filters.add(Filters.lte(MongoTransferDocument.AMOUNT, filter.most().minor()));
        }
        addCurrency(filter.least(), filters);
        addCurrency(filter.most(), filters);
        filter.metadata()
                .forEach((name, value) -> filters.add(Filters.elemMatch(
                        MongoTransferDocument.METADATA,
                        Filters.and(
                                Filters.eq(MongoTransferDocument.NAME, name),
                                Filters.eq(MongoTransferDocument.VALUE, value)))));
        return filters;
    }

    private static void addCurrency(@Nullable Money bound, List<Bson> filters) {
        if (bound != null) {
            filters.add(
                    Filters.eq(MongoTransferDocument.CURRENCY, bound.currency().code()));
        }
    }
}
