package dev.coffer.auth.social;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Collection {@code social_links}. */
final class MongoSocialLinks implements SocialLinks, DeclaresIndexes {

    static final String COLLECTION = "social_links";
    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    static final String USER_ID = "userId";
    private static final String PROVIDER = "provider";
    private static final String ISSUER = "issuer";
    private static final String SUBJECT = "subject";
    private static final String NAME = "name";
    private static final String LINKED_AT = "linkedAt";

    private final TenantCollection links;

    MongoSocialLinks(MongoDatabase database) {
        this.links = new TenantCollection(database, COLLECTION);
    }

    @Override
    public @Nullable SocialLink find(String tenantId, Identity identity) {
        Document document = links.of(tenantId)
                .findOne(Filters.and(
                        Filters.eq(PROVIDER, identity.provider().name()),
                        Filters.eq(ISSUER, identity.issuer()),
                        Filters.eq(SUBJECT, identity.subject())));
        return document == null ? null : read(document);
    }

    @Override
    public List<SocialLink> ofUser(String tenantId, String userId) {
        List<SocialLink> all = new ArrayList<>();
        for (Document document : links.of(tenantId).find(Filters.eq(USER_ID, userId))) {
            all.add(read(document));
        }
        return all;
    }

    @Override
    public void insert(UnitOfWork unit, SocialLink link) {
        try {
            links.of(link.tenantId())
                    .insert(
                            unit,
                            new Document("_id", link.id())
                                    .append(USER_ID, link.userId())
                                    .append(PROVIDER, link.provider().name())
                                    .append(ISSUER, link.issuer())
                                    .append(SUBJECT, link.subject())
                                    .append(NAME, link.name())
                                    .append(LINKED_AT, Date.from(link.linkedAt())));
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw new Taken(failed);
            }
            throw failed;
        }
    }

    @Override
    public void delete(UnitOfWork unit, SocialLink link) {
        links.of(link.tenantId()).delete(unit, Filters.eq("_id", link.id()));
    }

    private static SocialLink read(Document document) {
        return new SocialLink(
                document.getString("_id"),
                document.getString(TENANT_ID),
                document.getString(USER_ID),
                SocialProvider.valueOf(document.getString(PROVIDER)),
                document.getString(ISSUER),
                document.getString(SUBJECT),
                document.getString(NAME),
                Objects.requireNonNull(document.getDate(LINKED_AT), LINKED_AT).toInstant());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                                COLLECTION,
                                "social_links_identity",
                                Indexes.ascending(TENANT_ID, PROVIDER, ISSUER, SUBJECT))
                        .unique(),
                IndexDeclaration.on(COLLECTION, "social_links_user", Indexes.ascending(TENANT_ID, USER_ID, PROVIDER))
                        .unique());
    }
}
