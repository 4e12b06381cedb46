package dev.coffer.kyc.screening.list;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.screening.name.BirthDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link ListedPersons} in the collection {@code sanctions_entries}. */
final class MongoListedPersons implements ListedPersons, DeclaresIndexes {

    private static final String COLLECTION = "sanctions_entries";
    private static final String IMPORT_ID = "importId";
    private static final String NUMBER = "n";
    private static final String ENTRY_ID = "entryId";
    private static final String NAMES = "names";
    private static final String BORN = "born";
    private static final String COUNTRIES = "countries";
    private static final int BATCH = 5_000;

    private final TenantCollection persons;
    private final MongoCollection<Document> all;

    MongoListedPersons(MongoDatabase database) {
        this.persons = new TenantCollection(database, COLLECTION);
        this.all = database.getCollection(COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                        COLLECTION,
                        "sanctions_entries_number",
                        Indexes.ascending(TenantCollection.TENANT_ID, IMPORT_ID, NUMBER))
                .unique());
    }

    @Override
    public void append(UnitOfWork unit, String tenantId, String importId, long first, List<ListedPerson> added) {
        List<Document> documents = new ArrayList<>();
        for (ListedPerson person : added) {
            documents.add(new Document(IMPORT_ID, importId)
                    .append(NUMBER, first + documents.size())
                    .append(ENTRY_ID, person.id())
                    .append(NAMES, person.names())
                    .append(BORN, person.bornOn().stream().map(BirthDate::pack).toList())
                    .append(COUNTRIES, person.countries()));
        }
        persons.of(tenantId).insertAll(unit, documents);
    }

    @Override
    public void forEach(String tenantId, String importId, BiConsumer<Long, ListedPerson> consumer) {
        persons.of(tenantId)
                .find(Filters.eq(IMPORT_ID, importId))
                .sort(Sorts.ascending(NUMBER))
                .batchSize(BATCH)
                .forEach(document -> consumer.accept(document.getLong(NUMBER), parse(document)));
    }

    @Override
    public @Nullable ListedPerson find(String tenantId, String importId, long number) {
        Document found =
                persons.of(tenantId).findOne(Filters.and(Filters.eq(IMPORT_ID, importId), Filters.eq(NUMBER, number)));
        return found == null ? null : parse(found);
    }

    @Override
    public void delete(String tenantId, String importId) {
        Bson version = Filters.and(Filters.eq(TenantCollection.TENANT_ID, tenantId), Filters.eq(IMPORT_ID, importId));
        all.deleteMany(version);
    }

    private static ListedPerson parse(Document document) {
        return new ListedPerson(
                document.getString(ENTRY_ID),
                document.getList(NAMES, String.class),
                document.getList(BORN, Integer.class).stream()
                        .map(BirthDate::unpack)
                        .toList(),
                document.getList(COUNTRIES, String.class));
    }
}
