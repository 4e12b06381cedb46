package dev.coffer.notification.preference;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.preference.UserPreferences.Topic;
import dev.coffer.notification.recipient.ForgetsUsers;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code notification_preferences}: a document for each user who said something. */
final class MongoPreferences implements Preferences, ForgetsUsers, DeclaresIndexes {

    private static final String COLLECTION = "notification_preferences";
    private static final String USER_ID = "userId";
    private static final String CHOICES = "choices";
    private static final String QUIET = "quietHours";
    private static final String CHANGED_AT = "changedAt";

    private final TenantCollection preferences;

    MongoPreferences(MongoDatabase database) {
        this.preferences = new TenantCollection(database, COLLECTION);
    }

    @Override
    public UserPreferences find(@Nullable UnitOfWork unit, String tenantId, String userId) {
        TenantDocuments ours = preferences.of(tenantId);
        Bson ofUser = Filters.eq(USER_ID, userId);
        Document found = unit == null ? ours.findOne(ofUser) : ours.findOne(unit, ofUser);
        return found == null ? UserPreferences.NONE : new UserPreferences(choices(found), quietHours(found));
    }

    private static Map<Topic, Boolean> choices(Document document) {
        Map<Topic, Boolean> choices = new HashMap<>();
        document.get(CHOICES, new Document())
                .forEach((category, byChannel) -> ((Document) byChannel)
                        .forEach((channel, isWanted) -> choices.put(
                                new Topic(NotificationCategory.valueOf(category), NotificationChannel.valueOf(channel)),
                                (Boolean) isWanted)));
        return choices;
    }

    private static @Nullable QuietHours quietHours(Document document) {
        Document quiet = document.get(QUIET, Document.class);
        return quiet == null
                ? null
                : new QuietHours(
                        LocalTime.parse(quiet.getString("from")),
                        LocalTime.parse(quiet.getString("until")),
                        ZoneId.of(quiet.getString("zone")));
    }

    @Override
    public void choose(UnitOfWork unit, String tenantId, String userId, Map<Topic, Boolean> choices, Instant now) {
        List<Bson> changes = new ArrayList<>();
        choices.forEach((topic, isWanted) ->
                changes.add(Updates.set(CHOICES + '.' + topic.category() + '.' + topic.channel(), isWanted)));
        change(unit, tenantId, userId, changes, now);
    }

    @Override
    public void keepQuiet(UnitOfWork unit, String tenantId, String userId, @Nullable QuietHours hours, Instant now) {
        Document quiet = hours == null
                ? null
                : new Document("from", hours.from().toString())
                        .append("until", hours.until().toString())
                        .append("zone", hours.zone().getId());
        change(unit, tenantId, userId, List.of(Updates.set(QUIET, quiet)), now);
    }

    private void change(UnitOfWork unit, String tenantId, String userId, List<Bson> changes, Instant now) {
        List<Bson> all = new ArrayList<>(changes);
        all.add(Updates.set(CHANGED_AT, Date.from(now)));
        preferences.of(tenantId).upsert(unit, Filters.eq(USER_ID, userId), Updates.combine(all));
    }

    @Override
    public void forget(UnitOfWork unit, String tenantId, String userId) {
        preferences.of(tenantId).delete(unit, Filters.eq(USER_ID, userId));
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "tenant_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID))
                        .unique());
    }
}
