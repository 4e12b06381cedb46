package dev.coffer.core.store;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database's indexes in line with their declarations, and reports what nobody declared. Never drops anything. */
public final class DeclaredIndexes {

    private static final Logger log = LoggerFactory.getLogger(DeclaredIndexes.class);
    private static final String ID_INDEX = "_id_";

    private final MongoDatabase database;

    public DeclaredIndexes(MongoDatabase database) {
        this.database = database;
    }

    /**
     * What was found and done; each entry is "collection.index".
     *
     * @param created were missing and are there now
     * @param different exist under that name with other keys or another uniqueness: left alone, for a person to decide
     * @param undeclared exist and nobody declares them
     */
    public record Report(List<String> created, List<String> different, List<String> undeclared) {

        public Report {
            created = List.copyOf(created);
            different = List.copyOf(different);
            undeclared = List.copyOf(undeclared);
        }
    }

    /** Creates what is missing and logs the rest. Safe to run from several processes at once. */
    public Report create(List<IndexDeclaration> declarations) {
        Map<String, List<IndexDeclaration>> byCollection = new LinkedHashMap<>();
        for (IndexDeclaration declaration : declarations) {
            byCollection
                    .computeIfAbsent(declaration.collection(), name -> new ArrayList<>())
                    .add(declaration);
        }
        List<String> created = new ArrayList<>();
        List<String> different = new ArrayList<>();
        List<String> undeclared = new ArrayList<>();
        byCollection.forEach((collection, wanted) -> bringInLine(collection, wanted, created, different, undeclared));
        Report report = new Report(created, different, undeclared);
        tell(report);
        return report;
    }

    private void bringInLine(
            String collection,
            List<IndexDeclaration> wanted,
            List<String> created,
            List<String> different,
            List<String> undeclared) {
        Map<String, Document> present = new HashMap<>();
        for (Document index : database.getCollection(collection).listIndexes()) {
            present.put(index.getString("name"), index);
        }
        present.remove(ID_INDEX);
        for (IndexDeclaration declaration : wanted) {
            String label = collection + "." + declaration.name();
            Document found = present.remove(declaration.name());
            if (found == null) {
                database.getCollection(collection).createIndex(declaration.keys(), declaration.options());
                created.add(label);
            } else if (!matches(declaration, found)) {
                different.add(label);
            }
        }
        present.keySet().forEach(name -> undeclared.add(collection + "." + name));
    }

    private static boolean matches(IndexDeclaration declaration, Document found) {
        BsonDocument keys =
                declaration.keys().toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
        BsonDocument foundKeys = Objects.requireNonNull(found.get("key", Document.class))
                .toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
        return keys.equals(foundKeys) && declaration.isUnique() == found.getBoolean("unique", false);
    }

    private void tell(Report report) {
        if (!report.created().isEmpty()) {
            log.info("{}: indexes created: {}", database.getName(), report.created());
        }
        if (!report.different().isEmpty()) {
            log.error("{}: indexes that differ from their declaration: {}", database.getName(), report.different());
        }
        if (!report.undeclared().isEmpty()) {
            log.warn("{}: indexes that nobody declares: {}", database.getName(), report.undeclared());
        }
    }
}
