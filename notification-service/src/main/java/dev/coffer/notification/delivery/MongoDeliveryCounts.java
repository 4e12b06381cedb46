package dev.coffer.notification.delivery;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/**
 * Collection {@code delivery_counts}: a few documents for each channel and day, so that messages which end at once seldom write the same.
 */
final class MongoDeliveryCounts implements DeliveryCounts, DeclaresIndexes {

    private static final String COLLECTION = "delivery_counts";
    private static final String DAY = "day";
    private static final String CHANNEL = "channel";
    private static final String PART = "part";
    private static final String OPENED = "OPENED";
    private static final int PARTS = 16;

    private final TenantCollection counts;

    MongoDeliveryCounts(MongoDatabase database) {
        this.counts = new TenantCollection(database, COLLECTION);
    }

    @Override
    public void add(
            UnitOfWork unit, String tenantId, String id, NotificationChannel channel, DeliveryState end, Instant at) {
        add(unit, tenantId, id, channel, end.name(), 1, at);
    }

    @Override
    public void addOpened(
            UnitOfWork unit, String tenantId, String id, NotificationChannel channel, long howMany, Instant at) {
        add(unit, tenantId, id, channel, OPENED, howMany, at);
    }

    private void add(
            UnitOfWork unit,
            String tenantId,
            String id,
            NotificationChannel channel,
            String field,
            long howMany,
            Instant at) {
        String day = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
        counts.of(tenantId)
                .upsert(
                        unit,
                        Filters.and(
                                Filters.eq(DAY, day),
                                Filters.eq(CHANNEL, channel.name()),
                                Filters.eq(PART, Math.floorMod(id.hashCode(), PARTS))),
                        Updates.inc(field, howMany));
    }

    private record Place(LocalDate day, NotificationChannel channel) {}

    @Override
    public List<DailyCount> list(String tenantId, LocalDate from, LocalDate until) {
        Map<Place, DailyCount> sums =
                new TreeMap<>(Comparator.comparing(Place::day).thenComparing(Place::channel));
        counts.of(tenantId)
                .find(Filters.and(Filters.gte(DAY, from.toString()), Filters.lte(DAY, until.toString())))
                .forEach(part -> {
                    DailyCount count = read(part);
                    sums.merge(new Place(count.day(), count.channel()), count, MongoDeliveryCounts::sum);
                });
        return List.copyOf(sums.values());
    }

    private static DailyCount read(Document part) {
        return new DailyCount(
                LocalDate.parse(part.getString(DAY)),
                NotificationChannel.valueOf(part.getString(CHANNEL)),
                part.get(DeliveryState.SENT.name(), 0L),
                part.get(DeliveryState.DELIVERED.name(), 0L),
                part.get(DeliveryState.BOUNCED.name(), 0L),
                part.get(DeliveryState.SUPPRESSED.name(), 0L),
                part.get(DeliveryState.FAILED.name(), 0L),
                part.get(OPENED, 0L));
    }

    private static DailyCount sum(DailyCount one, DailyCount other) {
        return new DailyCount(
                one.day(),
                one.channel(),
                one.sent() + other.sent(),
                one.delivered() + other.delivered(),
                one.bounced() + other.bounced(),
                one.suppressed() + other.suppressed(),
                one.failed() + other.failed(),
                one.opened() + other.opened());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                        COLLECTION,
                        "tenant_day_channel_part",
                        Indexes.ascending(TenantCollection.TENANT_ID, DAY, CHANNEL, PART))
                .unique());
    }
}
