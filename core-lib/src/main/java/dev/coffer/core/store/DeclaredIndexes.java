package dev.coffer.core.store;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a database's indexes with their declarations and brings them in line as far as that is safe: missing ones are made, a
 * changed expiry is changed in place, one that was asked for by name is built anew. Everything else is reported and left to a
 * person: see docs/operations.md, "Indexes".
 */
public final class DeclaredIndexes {

    private static final Logger log = LoggerFactory.getLogger(DeclaredIndexes.class);
    private static final String ID_INDEX = "_id_";

    private final MongoDatabase database;
    private final Set<String> rebuilds;

    public DeclaredIndexes(MongoDatabase database) {
        this(database, Set.of());
    }

    /** @param rebuilds which differing indexes may be dropped and built anew, as "collection.index"; never unique ones */
    public DeclaredIndexes(MongoDatabase database, Set<String> rebuilds) {
        this.database = database;
        this.rebuilds = Set.copyOf(rebuilds);
    }

    /** Creates what is missing and logs the rest. Safe to run from several processes at once. */
    public IndexReport create(List<IndexDeclaration> declarations) {
        IndexReport report = compare(declarations, true);
        tell(report);
        return report;
    }

    /** Looks and changes nothing. */
    public IndexReport look(List<IndexDeclaration> declarations) {
        return compare(declarations, false);
    }

    private IndexReport compare(List<IndexDeclaration> declarations, boolean mayChange) {
        Map<String, List<IndexDeclaration>> byCollection = new LinkedHashMap<>();
        for (IndexDeclaration declaration : once(declarations)) {
            byCollection
                    .computeIfAbsent(declaration.collection(), name -> new ArrayList<>())
                    .add(declaration);
        }
        Findings findings = new Findings();
        byCollection.forEach((collection, wanted) -> compare(collection, wanted, mayChange, findings));
        return findings.report();
    }

    /** What is made of others declares theirs too: the same declaration may come more than once. */
    private static Collection<IndexDeclaration> once(List<IndexDeclaration> declarations) {
        Map<String, IndexDeclaration> byLabel = new LinkedHashMap<>();
        for (IndexDeclaration declaration : declarations) {
            IndexDeclaration before = byLabel.putIfAbsent(declaration.label(), declaration);
            if (before != null && !StoredIndex.declared(before).equals(StoredIndex.declared(declaration))) {
                throw new IllegalArgumentException(declaration.label() + " is declared twice, and not alike");
            }
        }
        return byLabel.values();
    }

    private record Findings(
            List<String> created,
            List<String> missing,
            List<String> different,
            List<String> broken,
            List<String> undeclared) {

        Findings() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        IndexReport report() {
            return new IndexReport(created, missing, different, broken, undeclared);
        }
    }

    private void compare(String collection, List<IndexDeclaration> wanted, boolean mayChange, Findings findings) {
        Map<String, Document> present = new HashMap<>();
        for (Document index : database.getCollection(collection).listIndexes()) {
            present.put(index.getString("name"), index);
        }
        present.remove(ID_INDEX);
        for (IndexDeclaration declaration : wanted) {
            Document found = present.remove(declaration.name());
            if (found != null) {
                compare(declaration, StoredIndex.found(found), mayChange, findings);
                continue;
            }
            String twin = twinOf(declaration, present);
            if (twin == null) {
                missing(declaration, mayChange, findings);
            } else {
                present.remove(twin);
                findings.different().add(declaration.label() + " is there under the name " + twin);
            }
        }
        present.keySet().forEach(name -> findings.undeclared().add(collection + "." + name));
    }

    /** The server refuses a second index that does the same; the one that is there does as well. */
    private static @Nullable String twinOf(IndexDeclaration declaration, Map<String, Document> present) {
        StoredIndex wanted = StoredIndex.declared(declaration);
        return present.values().stream()
                .filter(found -> StoredIndex.found(found).equals(wanted))
                .map(found -> found.getString("name"))
                .findFirst()
                .orElse(null);
    }

    private void missing(IndexDeclaration declaration, boolean mayChange, Findings findings) {
        if (mayChange) {
            build(declaration);
            findings.created().add(declaration.label());
        } else {
            findings.missing().add(declaration.label());
        }
    }

    private void compare(IndexDeclaration declaration, StoredIndex found, boolean mayChange, Findings findings) {
        StoredIndex wanted = StoredIndex.declared(declaration);
        if (wanted.equals(found)) {
            return;
        }
        if (mayChange && wanted.differsInExpiryOnly(found)) {
            changeExpiry(declaration);
        } else if (mayChange && rebuilds.contains(declaration.label()) && !declaration.isUnique()) {
            rebuild(declaration, found);
        } else {
            List<String> into = declaration.isUnique() ? findings.broken() : findings.different();
            into.add(declaration.label() + " is " + found + ", declared is " + wanted);
        }
    }

    private void build(IndexDeclaration declaration) {
        database.getCollection(declaration.collection()).createIndex(declaration.keys(), declaration.options());
    }

    private void changeExpiry(IndexDeclaration declaration) {
        Duration lifetime = declaration.expiresAfter();
        if (lifetime != null) {
            database.runCommand(new Document("collMod", declaration.collection())
                    .append(
                            "index",
                            new Document("name", declaration.name())
                                    .append("expireAfterSeconds", lifetime.toSeconds())));
            log.info("{}: documents of {} now live for {}", database.getName(), declaration.label(), lifetime);
        }
    }

    private void rebuild(IndexDeclaration declaration, StoredIndex found) {
        log.warn("{}: {} was {} and is built anew, as asked for", database.getName(), declaration.label(), found);
        database.getCollection(declaration.collection()).dropIndex(declaration.name());
        build(declaration);
    }

    private void tell(IndexReport report) {
        if (!report.created().isEmpty()) {
            log.info("{}: indexes created: {}", database.getName(), report.created());
        }
        if (!report.broken().isEmpty()) {
            log.error(
                    "{}: nothing is written, because a promise rests on indexes that are not what the code declares:"
                            + " {}. Declare each under a new name, or drop it while no service runs.",
                    database.getName(),
                    report.broken());
        }
        if (!report.different().isEmpty()) {
            log.error(
                    "{}: indexes that differ from their declaration: {}. To build one anew, name it in"
                            + " coffer.store.rebuild-indexes for one start.",
                    database.getName(),
                    report.different());
        }
        if (!report.undeclared().isEmpty()) {
            log.warn("{}: indexes that nobody declares: {}", database.getName(), report.undeclared());
        }
    }
}
