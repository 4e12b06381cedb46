package dev.coffer.auth.user;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code users}. */
final class MongoUsers implements Users, DeclaresIndexes {

    static final String COLLECTION = "users";
    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    private static final String EMAIL = "email";
    private static final String PHONE = "phone";
    private static final String DISPLAY_NAME = "displayName";
    private static final String LOCALE = "locale";
    private static final String STATUS = "status";
    private static final String ROLES = "roles";
    private static final String CREATED_AT = "createdAt";
    private static final String VERSION = "version";
    private static final String EMAIL_VERIFIED_AT = "emailVerifiedAt";
    private static final String PHONE_VERIFIED_AT = "phoneVerifiedAt";

    private static final String KIND = "kind";
    /** Of a service account, for comparing: nobody tells "Billing" from "billing". */
    private static final String SERVICE_NAME = "serviceName";

    private static final Bson IS_SERVICE = Filters.eq(KIND, UserKind.SERVICE.name());

    private final TenantCollection users;
    private final MongoCollection<Document> everybody;
    private final Pages pages;

    MongoUsers(MongoDatabase database, Pages pages) {
        this.users = new TenantCollection(database, COLLECTION);
        this.everybody = database.getCollection(COLLECTION);
        this.pages = pages;
    }

    @Override
    public @Nullable User find(String tenantId, String id) {
        return toUser(users.of(tenantId).findOne(Filters.eq("_id", id)));
    }

    @Override
    public @Nullable User find(UnitOfWork unit, String tenantId, String id) {
        return toUser(users.of(tenantId).findOne(unit, Filters.eq("_id", id)));
    }

    @Override
    public List<User> findAll(String tenantId, Collection<String> ids) {
        List<User> found = new ArrayList<>(ids.size());
        for (Document document : users.of(tenantId).find(Filters.in("_id", ids))) {
            found.add(read(document));
        }
        return found;
    }

    @Override
    public @Nullable User findByContact(String tenantId, Contact contact) {
        return toUser(users.of(tenantId).findOne(isContact(contact)));
    }

    @Override
    public @Nullable User findByContact(UnitOfWork unit, String tenantId, Contact contact) {
        return toUser(users.of(tenantId).findOne(unit, isContact(contact)));
    }

    private static Bson isContact(Contact contact) {
        return switch (contact) {
            case Contact.Email email -> Filters.eq(EMAIL, email.value());
            case Contact.Phone phone -> Filters.eq(PHONE, phone.value());
        };
    }

    @Override
    public Connection<User> page(String tenantId, UserFilter filter, PageRequest page, boolean isCounted) {
        MongoKeyset keyset = new MongoKeyset(everybody, matching(tenantId, filter), CREATED_AT, false);
        String scope = String.join("|", "users", tenantId, filter.toString());
        return pages.page(page, scope, keyset, isCounted).map(MongoUsers::read);
    }

    @Override
    public List<String> idsHolding(UnitOfWork unit, String tenantId, String role, int most) {
        return users.of(tenantId)
                .find(unit, Filters.eq(ROLES, role))
                .limit(most)
                .projection(Projections.include("_id"))
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    @Override
    public Connection<User> servicesPage(String tenantId, PageRequest page, boolean isCounted) {
        Bson services =
                Filters.and(Filters.eq(TENANT_ID, tenantId), IS_SERVICE, Filters.ne(STATUS, UserStatus.CLOSED.name()));
        MongoKeyset keyset = new MongoKeyset(everybody, services, CREATED_AT, false);
        return pages.page(page, String.join("|", "service-accounts", tenantId), keyset, isCounted)
                .map(MongoUsers::read);
    }

    private static Bson matching(String tenantId, UserFilter filter) {
        List<Bson> conditions = new ArrayList<>(List.of(Filters.eq(TENANT_ID, tenantId)));
        if (filter.status() != null) {
            conditions.add(Filters.eq(STATUS, filter.status().name()));
        }
        if (filter.role() != null) {
            conditions.add(Filters.eq(ROLES, filter.role()));
        }
        if (filter.contact() != null) {
            // One field or the other, not both: an index holds each, and none holds "either".
            conditions.add(Filters.eq(filter.contact().indexOf('@') < 0 ? PHONE : EMAIL, filter.contact()));
        }
        return Filters.and(conditions);
    }

    @Override
    public void insert(UnitOfWork unit, User user) {
        Document document = new Document("_id", user.id())
                .append(DISPLAY_NAME, user.displayName())
                .append(LOCALE, user.locale())
                .append(STATUS, user.status().name())
                .append(ROLES, List.copyOf(user.roles()))
                .append(CREATED_AT, Date.from(user.createdAt()))
                .append(VERSION, user.version());
        // Left out where unknown, not null: the unique indexes hold only users who have one.
        if (user.email() != null) {
            document.append(EMAIL, user.email());
        }
        if (user.phone() != null) {
            document.append(PHONE, user.phone());
        }
        if (user.isService()) {
            document.append(KIND, user.kind().name())
                    .append(SERVICE_NAME, user.displayName().toLowerCase(Locale.ROOT));
        }
        if (user.emailVerifiedAt() != null) {
            document.append(EMAIL_VERIFIED_AT, Date.from(user.emailVerifiedAt()));
        }
        TenantDocuments ofTenant = users.of(user.tenantId());
        try {
            ofTenant.insert(unit, document);
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw new ContactTaken(failed);
            }
            throw failed;
        }
    }

    @Override
    public boolean replace(UnitOfWork unit, User changed) {
        return users.of(changed.tenantId())
                        .update(
                                unit,
                                Filters.and(
                                        Filters.eq("_id", changed.id()), Filters.eq(VERSION, changed.version() - 1)),
                                Updates.combine(
                                        Updates.set(STATUS, changed.status().name()),
                                        Updates.set(ROLES, List.copyOf(changed.roles())),
                                        Updates.set(EMAIL_VERIFIED_AT, date(changed.emailVerifiedAt())),
                                        Updates.set(PHONE_VERIFIED_AT, date(changed.phoneVerifiedAt())),
                                        Updates.set(VERSION, changed.version())))
                        .getModifiedCount()
                == 1;
    }

    @Override
    public boolean countSignIn(UnitOfWork unit, User user) {
        return countOfActive(unit, user, "signIns");
    }

    @Override
    public boolean countKeyChange(UnitOfWork unit, User user) {
        return countOfActive(unit, user, "keyChanges");
    }

    private boolean countOfActive(UnitOfWork unit, User user, String counter) {
        return users.of(user.tenantId())
                        .update(
                                unit,
                                Filters.and(Filters.eq("_id", user.id()), Filters.eq(STATUS, UserStatus.ACTIVE.name())),
                                Updates.inc(counter, 1L))
                        .getModifiedCount()
                == 1;
    }

    @Override
    public void erase(UnitOfWork unit, String tenantId, String id) {
        users.of(tenantId)
                .update(
                        unit,
                        Filters.eq("_id", id),
                        Updates.combine(
                                Updates.set(STATUS, UserStatus.CLOSED.name()),
                                Updates.set(ROLES, List.of()),
                                Updates.set(DISPLAY_NAME, User.CLOSED_NAME),
                                Updates.set(LOCALE, NewUser.DEFAULT_LOCALE),
                                Updates.unset(EMAIL),
                                Updates.unset(PHONE),
                                Updates.unset(SERVICE_NAME),
                                Updates.unset(EMAIL_VERIFIED_AT),
                                Updates.unset(PHONE_VERIFIED_AT),
                                Updates.inc(VERSION, 1L)));
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String id) {
        users.of(tenantId).delete(unit, Filters.eq("_id", id));
    }

    private static @Nullable User toUser(@Nullable Document document) {
        return document == null ? null : read(document);
    }

    private static User read(Document document) {
        return new User(
                document.getString("_id"),
                document.getString(TENANT_ID),
                document.getString(EMAIL),
                document.getString(PHONE),
                document.getString(DISPLAY_NAME),
                document.getString(LOCALE),
                UserStatus.valueOf(document.getString(STATUS)),
                Set.copyOf(document.getList(ROLES, String.class)),
                Objects.requireNonNull(document.getDate(CREATED_AT), CREATED_AT).toInstant(),
                Objects.requireNonNull(document.getLong(VERSION), VERSION),
                instant(document.getDate(EMAIL_VERIFIED_AT)),
                instant(document.getDate(PHONE_VERIFIED_AT)),
                document.getString(KIND) == null ? UserKind.PERSON : UserKind.valueOf(document.getString(KIND)));
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "users_email", Indexes.ascending(TENANT_ID, EMAIL))
                        .unique()
                        .onlyWhere(Filters.exists(EMAIL)),
                IndexDeclaration.on(COLLECTION, "users_phone", Indexes.ascending(TENANT_ID, PHONE))
                        .unique()
                        .onlyWhere(Filters.exists(PHONE)),
                IndexDeclaration.on(COLLECTION, "users_service_name", Indexes.ascending(TENANT_ID, SERVICE_NAME))
                        .unique()
                        .onlyWhere(Filters.exists(SERVICE_NAME)),
                newest("users_newest_service", TENANT_ID, KIND).onlyWhere(IS_SERVICE),
                // One for each filter of page, so that no page is looked for among all users.
                newest("users_newest", TENANT_ID),
                newest("users_newest_of_status", TENANT_ID, STATUS),
                newest("users_newest_of_role", TENANT_ID, ROLES),
                newest("users_newest_of_role_and_status", TENANT_ID, ROLES, STATUS));
    }

    private static IndexDeclaration newest(String name, String... equal) {
        List<String> fields = new ArrayList<>(List.of(equal));
        fields.add(CREATED_AT);
        fields.add("_id");
        return IndexDeclaration.on(COLLECTION, name, Indexes.descending(fields));
    }
}
