package dev.coffer.core.store;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running transaction, handed out by {@link Transactions} only. Whoever holds it writes atomically with everybody else who
 * was given it; that is how an event and the state it tells about are saved together.
 */
public final class UnitOfWork {

    private static final Logger log = LoggerFactory.getLogger(UnitOfWork.class);

    private final ClientSession session;
    private final MongoDatabase database;
    private final List<Runnable> endings = new ArrayList<>();

    UnitOfWork(ClientSession session, MongoDatabase database) {
        this.session = session;
        this.database = database;
    }

    /** The session to pass to every read and write that belongs to the transaction. */
    public ClientSession session() {
        return session;
    }

    /** The database that the transaction works in. */
    public MongoDatabase database() {
        return database;
    }

    /** Short for {@code database().getCollection(name)}; pass {@link #session()} to what you call on it. */
    public MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }

    /**
     * Has something done after the transaction, however it ended: it may have been committed even where its caller gets an error.
     * For what is right in either case and may be lost with the process, such as dropping a cached value.
     */
    public void whenOver(Runnable ending) {
        endings.add(ending);
    }

    void end() {
        for (Runnable ending : endings) {
            try {
                ending.run();
            } catch (RuntimeException failed) {
                // The transaction is over: its caller must get its outcome, not this.
                log.warn("what was to follow a transaction failed", failed);
            }
        }
    }
}
