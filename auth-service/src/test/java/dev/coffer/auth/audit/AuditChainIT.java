package dev.coffer.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.audit.SealedEntry.Link;
import dev.coffer.auth.audit.VerifyAuditLog.Flaw;
import dev.coffer.auth.audit.VerifyAuditLog.Found;
import dev.coffer.auth.audit.VerifyAuditLog.Report;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Cursors;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chain against those who would change it, and against whatever may happen while it is made. */
@ExtendWith(StoresExtension.class)
final class AuditChainIT {

    private static final String TENANT = "main";

    private final SecureRandom random = new SecureRandom();
    private final MasterKey masterKey = MasterKey.generate(random);
    private final MutableClock clock = MutableClock.atStandardTime();
    private MongoClient client;
    private MongoDatabase database;
    private Transactions transactions;
    private MongoAuditLog log;
    private MongoRefusalTallies tallies;
    private Audit audit;
    private VerifyAuditLog verify;

    @BeforeEach
    void connect(@FreshDatabase String name) {
        client = MongoClients.create(TestStores.mongoUri());
        database = client.getDatabase(name);
        database.drop();
        transactions = new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        log = new MongoAuditLog(database, new Pages(new Cursors(new byte[32])));
        tallies = new MongoRefusalTallies(database);
        List<IndexDeclaration> indexes = new ArrayList<>(log.indexes());
        indexes.addAll(tallies.indexes());
        new DeclaredIndexes(database).create(indexes);
        database.createCollection(MongoAuditLog.HEADS);
        audit = new Audit(log, tallies, Ids.timeOrdered(), random, clock);
        verify = new VerifyAuditLog(log, new AuditChain(masterKey), transactions);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private SealAuditLog sealer() {
        return new SealAuditLog(log, tallies, audit, new AuditChain(masterKey), transactions, clock);
    }

    private static AuditAct act(int number) {
        return AuditAct.of(TENANT, AuditKind.ROLE_ASSIGNED, "admin")
                .about("user-" + number)
                .with("role", "operator")
                .because("Because of " + number);
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            AuditAct act = act(i);
            transactions.run(unit -> audit.record(unit, act));
        }
    }

    private void sealed(int count) {
        record(count);
        assertThat(sealer().sealAll()).isEqualTo(count);
        assertThat(verify.verify(TENANT, 1).flaw()).isNull();
    }

    private MongoCollection<Document> entries() {
        return database.getCollection(MongoAuditLog.COLLECTION);
    }

    private Document at(long seq) {
        return Objects.requireNonNull(entries().find(Filters.eq("seq", seq)).first());
    }

    private void change(long seq, Bson change) {
        assertThat(entries().updateOne(Filters.eq("seq", seq), change).getModifiedCount())
                .isEqualTo(1);
    }

    private Found found() {
        return Objects.requireNonNull(verify.verify(TENANT, 1).flaw(), "nothing was found");
    }

    @Test
    void each_thing_that_is_changed_in_an_entry_is_found_there() {
        sealed(6);
        String id = at(3).getString("_id");
        for (Bson change : List.of(
                Updates.set("kind", "USER_LOCKED"),
                Updates.set("kind", 7),
                Updates.set("actorId", "somebody else"),
                Updates.set("actorId", null),
                Updates.set("subjectId", "user-99"),
                Updates.set("details.role", "admin"),
                Updates.unset("details"),
                Updates.set("correlationId", "made-up"),
                Updates.set("at", new java.util.Date(0)),
                Updates.set("aside.reason", "Because I could"),
                Updates.set("asideDigest", null),
                Updates.set("hash", "0".repeat(64)))) {
            Document before = at(3);
            change(3, change);

            assertThat(found()).as(change.toString()).isEqualTo(new Found(Flaw.CHANGED, 3, id));

            entries().replaceOne(Filters.eq("_id", id), before);
        }
        assertThat(verify.verify(TENANT, 1).flaw()).isNull();
    }

    @Test
    void a_reason_can_be_erased_and_nothing_else_can() {
        sealed(3);

        change(2, Updates.set("aside", null));

        Report report = verify.verify(TENANT, 1);
        assertThat(report.flaw()).isNull();
        assertThat(report.checked()).isEqualTo(3);
    }

    @Test
    void an_entry_that_is_gone_is_missed_in_its_place() {
        sealed(5);
        entries().deleteOne(Filters.eq("seq", 4L));

        assertThat(found()).isEqualTo(new Found(Flaw.MISSING, 4, null));
    }

    @Test
    void the_last_entries_cannot_be_cut_off() {
        sealed(5);
        entries().deleteMany(Filters.gte("seq", 4L));

        assertThat(found()).isEqualTo(new Found(Flaw.MISSING, 4, null));
    }

    @Test
    void an_end_that_is_set_back_does_not_fit_and_nothing_is_chained_to_it() {
        sealed(5);
        Document third = at(3);
        database.getCollection(MongoAuditLog.HEADS)
                .updateOne(
                        Filters.eq("_id", TENANT),
                        Updates.combine(Updates.set("seq", 3L), Updates.set("hash", third.getString("hash"))));
        record(1);

        assertThat(found()).isEqualTo(new Found(Flaw.END_CHANGED, 3, null));
        assertThatThrownBy(() -> sealer().sealAll()).hasMessageContaining("E11000");
    }

    @Test
    void two_entries_that_change_places_are_found_at_the_first() {
        sealed(6);
        String second = at(2).getString("_id");
        String fifth = at(5).getString("_id");
        Document hashes = new Document("2", at(2).getString("hash")).append("5", at(5).getString("hash"));
        change(2, Updates.set("seq", 99L));
        change(5, Updates.combine(Updates.set("seq", 2L), Updates.set("hash", hashes.getString("2"))));
        change(99, Updates.combine(Updates.set("seq", 5L), Updates.set("hash", hashes.getString("5"))));

        assertThat(found()).isEqualTo(new Found(Flaw.CHANGED, 2, fifth));
        assertThat(verify.verify(TENANT, 3).flaw()).isEqualTo(new Found(Flaw.CHANGED, 5, second));
    }

    @Test
    void who_has_the_database_and_not_the_key_makes_no_chain_that_holds() {
        record(3);
        new SealAuditLog(log, tallies, audit, new AuditChain(MasterKey.generate(random)), transactions, clock)
                .sealAll();

        assertThat(found()).isEqualTo(new Found(Flaw.CHANGED, 1, at(1).getString("_id")));
    }

    @Test
    void a_long_chain_is_looked_at_in_parts() {
        sealed(3);

        assertThat(verify.verify(TENANT, 4).checked()).isZero();
        assertThat(verify.verify(TENANT, 3).checked()).isEqualTo(1);
        assertThat(verify.verify(TENANT, 9).flaw()).isEqualTo(new Found(Flaw.MISSING, 8, null));
        assertThatThrownBy(() -> verify.verify(TENANT, 0)).hasMessageContaining("not 0");
    }

    @Test
    void nothing_is_recorded_of_what_does_not_happen() {
        assertThatThrownBy(() -> transactions.run(unit -> {
                    audit.record(unit, act(1));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        assertThat(entries().countDocuments()).isZero();
        assertThat(sealer().sealAll()).isZero();
    }

    @Test
    void an_entry_that_commits_late_is_chained_later() throws InterruptedException {
        CountDownLatch isRecorded = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Thread late = Thread.ofVirtual()
                .start(() -> transactions.run(unit -> {
                    audit.record(unit, act(1));
                    isRecorded.countDown();
                    await(mayCommit);
                }));
        isRecorded.await();
        record(2);
        assertThat(sealer().sealAll()).isEqualTo(2);

        mayCommit.countDown();
        late.join();
        assertThat(sealer().sealAll()).isEqualTo(1);

        assertThat(verify.verify(TENANT, 1).checked()).isEqualTo(3);
        // Born first, chained last.
        assertThat(at(3).getString("_id")).isLessThan(at(1).getString("_id"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_sealer_that_dies_before_its_commit_has_done_nothing() {
        sealed(2);
        record(3);
        AuditChain chain = new AuditChain(masterKey);
        assertThatThrownBy(() -> transactions.run(unit -> {
                    Link head = log.head(unit, TENANT);
                    List<AuditEntry> waiting = log.unsealed(unit, TENANT, 10);
                    Link first = chain.next(head, waiting.getFirst());
                    log.seal(unit, head, waiting.subList(0, 1), List.of(first));
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(sealer().sealAll()).isEqualTo(3);

        assertThat(verify.verify(TENANT, 1).checked()).isEqualTo(5);
    }

    @Test
    void several_sealers_and_writers_at_once_make_one_chain_without_gaps() throws InterruptedException {
        int writers = 8;
        int each = 60;
        List<Thread> writing = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            writing.add(Thread.ofVirtual().start(() -> record(each)));
        }
        List<Thread> sealing = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sealing.add(Thread.ofVirtual().start(() -> {
                SealAuditLog sealer = sealer();
                while (writing.stream().anyMatch(Thread::isAlive)) {
                    sealer.sealAll();
                }
            }));
        }
        for (Thread thread : writing) {
            thread.join();
        }
        for (Thread thread : sealing) {
            thread.join();
        }
        sealer().sealAll();

        Report report = verify.verify(TENANT, 1);
        assertThat(report.flaw()).isNull();
        assertThat(report.checked()).isEqualTo(writers * each);
        assertThat(entries().find().map(entry -> entry.getLong("seq")).into(new ArrayList<>()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, writers * each).boxed().toList());
    }

    @Test
    void each_tenant_has_a_chain_of_its_own() {
        record(2);
        transactions.run(unit -> audit.record(unit, AuditAct.of("acme", AuditKind.USER_LOCKED, "admin")));

        assertThat(sealer().sealAll()).isEqualTo(3);

        assertThat(verify.verify(TENANT, 1).head().seq()).isEqualTo(2);
        assertThat(verify.verify("acme", 1).head().seq()).isEqualTo(1);
    }

    @Test
    void what_many_replicas_have_refused_at_once_is_one_entry_with_the_whole_count() throws InterruptedException {
        List<Thread> replicas = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int replica = i;
            replicas.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 25; j++) {
                    audit.countRefusal(AuditKind.SIGN_IN_REFUSED, TENANT, "ada", "a@b.example", "INVALID_CREDENTIALS");
                    audit.countRefusal(
                            AuditKind.SIGN_IN_REFUSED, TENANT, null, replica + "-" + j, "INVALID_CREDENTIALS");
                }
            }));
        }
        for (Thread replica : replicas) {
            replica.join();
        }
        assertThat(sealer().sealAll()).isZero();
        clock.advance(Duration.ofMinutes(2));
        List<Thread> sealing = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sealing.add(Thread.ofVirtual().start(() -> sealer().sealAll()));
        }
        for (Thread thread : sealing) {
            thread.join();
        }
        sealer().sealAll();

        assertThat(entries().find().into(new ArrayList<>()))
                .hasSize(2)
                .allSatisfy(
                        entry -> assertThat(entry.get("details", Document.class).getString("count"))
                                .isEqualTo("200"))
                .extracting(entry -> entry.getString("subjectId"))
                .containsExactlyInAnyOrder("ada", null);
        assertThat(database.getCollection(MongoRefusalTallies.COLLECTION).countDocuments())
                .isZero();
        assertThat(verify.verify(TENANT, 1).checked()).isEqualTo(2);
    }
}
