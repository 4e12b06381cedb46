package dev.coffer.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.identity.JwtVerifier;
import dev.coffer.core.identity.Terms;
import dev.coffer.core.identity.Verification;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
final class MongoSigningKeysIT {

    private static final IdentitySettings SETTINGS = new IdentitySettings(
            "coffer", "coffer-api", URI.create("http://localhost/jwks.json"), Duration.ofSeconds(5));
    private static final Caller ADA = new Caller("ada", "main", Set.of("user", "operator"), "session-1");

    private static MongoClient client;
    private static MongoDatabase database;
    private final SecureRandom random = new SecureRandom();
    private final MasterKey masterKey = MasterKey.generate(random);
    private final MutableClock clock = MutableClock.atStandardTime();

    @BeforeAll
    static void connect(@FreshDatabase String name) {
        client = MongoClients.create(TestStores.mongoUri());
        database = client.getDatabase(name);
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void forget() {
        database.getCollection(MongoSigningKeys.COLLECTION).drop();
    }

    @Test
    void replicas_that_start_together_agree_on_one_current_key() throws InterruptedException {
        Set<String> current = ConcurrentHashMap.newKeySet();
        List<Thread> replicas = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            KeyRing ring = new KeyRing(keys(masterKey), clock);
            replicas.add(
                    Thread.ofVirtual().start(() -> current.add(ring.current().id())));
        }
        for (Thread replica : replicas) {
            replica.join();
        }

        assertThat(current).hasSize(1);
        assertThat(keys(masterKey).all()).hasSize(2);
    }

    @Test
    void the_first_use_makes_a_current_and_a_next_key_and_a_later_process_takes_them() {
        SigningKey first = new KeyRing(keys(masterKey), clock).current();
        KeyRing later = new KeyRing(keys(masterKey), clock);

        assertThat(later.current().id()).isEqualTo(first.id());
        assertThat(keys(masterKey).all()).extracting(SigningKey::generation).containsExactly(1L, 2L);
        assertThat(later.ring().stateOf(later.ring().keys().getLast())).isEqualTo(Ring.State.NEXT);
    }

    @Test
    void what_one_process_signs_another_verifies() {
        KeyRing signing = new KeyRing(keys(masterKey), clock);
        AccessToken token = new AccessTokens(SETTINGS, new TokenSigner(signing), Ids.timeOrdered(), clock)
                .issue(ADA, 7, new Authentication(Strength.PASSWORD, clock.instant()));

        Verification verification =
                new JwtVerifier(SETTINGS, new KeyRing(keys(masterKey), clock), clock).verify(token.value());

        Caller ada = new Caller(
                ADA.userId(),
                ADA.tenantId(),
                ADA.roles(),
                ADA.sessionId(),
                new Terms(null, "1", clock.instant().truncatedTo(ChronoUnit.SECONDS), null));
        assertThat(verification)
                .isEqualTo(new Verification.Verified(
                        ada, token.expiresAt(), Set.of(), 7, signing.current().id()));
    }

    @Test
    void the_published_set_holds_no_private_key_and_an_unknown_id_is_nobodys() {
        KeyRing ring = new KeyRing(keys(masterKey), clock);

        assertThat(ring.publicKeySet()).contains(ring.current().id()).doesNotContain("\"d\"");
        assertThat(ring.find("../../etc/passwd")).isNull();
    }

    @Test
    void keys_from_before_keys_had_turns_go_on() {
        KeyRing before = new KeyRing(keys(masterKey), clock);
        String id = before.current().id();
        database.getCollection(MongoSigningKeys.COLLECTION)
                .updateMany(new Document(), new Document("$unset", new Document("signsFrom", "")));

        KeyRing ring = new KeyRing(keys(masterKey), clock);

        assertThat(ring.current().id()).isEqualTo(id);
        assertThat(ring.ring().keys()).hasSize(2);
    }

    @Test
    void private_keys_are_not_readable_in_the_database() {
        SigningKey key = new KeyRing(keys(masterKey), clock).current();

        for (Document stored :
                database.getCollection(MongoSigningKeys.COLLECTION).find()) {
            assertThat(stored.toJson()).doesNotContain(key.pair().getD().toString(), "\"d\"", "OKP");
        }
    }

    @Test
    void another_master_key_opens_nothing_and_says_so() {
        new KeyRing(keys(masterKey), clock).current();
        KeyRing stranger = new KeyRing(keys(MasterKey.generate(random)), clock);

        assertThatThrownBy(stranger::current).hasMessageContaining("COFFER_MASTER_KEY");
    }

    private MongoSigningKeys keys(MasterKey key) {
        Transactions transactions =
                new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        return new MongoSigningKeys(database, transactions, new Seal(key, "signing keys", random));
    }
}
