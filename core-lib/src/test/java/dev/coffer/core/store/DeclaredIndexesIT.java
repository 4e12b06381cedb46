package dev.coffer.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeclaredIndexesIT {

    private static final IndexDeclaration BY_CODE =
            IndexDeclaration.on("parcels", "by_code", Indexes.ascending("code"));
    private static final IndexDeclaration BY_DAY = IndexDeclaration.on("parcels", "by_day", Indexes.ascending("day"));

    private MongoClient client;
    private MongoDatabase database;

    DeclaredIndexesIT() {
        client = MongoClients.open(TestStores.mongoUri(), "test");
        database = client.getDatabase("unused");
    }

    @BeforeAll
    void connect() {
        assertThat(client.getClusterDescription()).isNotNull();
    }

    @BeforeEach
    void useAFreshDatabase() {
        database = client.getDatabase(TestStores.freshDatabase(getClass()));
    }

    @AfterAll
    void disconnect() {
        client.close();
    }

    @Test
    void what_is_missing_is_made_and_a_second_start_finds_nothing_to_do() {
        assertThat(create(BY_CODE.unique(), BY_DAY).created()).containsExactly("parcels.by_code", "parcels.by_day");

        assertThat(create(BY_CODE.unique(), BY_DAY)).isEqualTo(IndexReport.EMPTY);
    }

    @Test
    void an_index_that_was_dropped_later_is_reported_as_missing_and_not_made_in_mid_flight() {
        create(BY_CODE, BY_DAY);
        parcels().dropIndex("by_day");

        IndexReport report = new DeclaredIndexes(database).look(List.of(BY_CODE, BY_DAY));

        assertThat(report.missing()).containsExactly("parcels.by_day");
        assertThat(report.isInLine()).isFalse();
        assertThat(names()).doesNotContain("by_day");
    }

    @Test
    void what_is_declared_twice_is_one_index_and_must_be_alike() {
        assertThat(create(BY_CODE, BY_DAY, BY_CODE).created()).containsExactly("parcels.by_code", "parcels.by_day");

        assertThat(new DeclaredIndexes(database).look(List.of(BY_CODE, BY_DAY, BY_CODE)))
                .isEqualTo(IndexReport.EMPTY);
        assertThatThrownBy(() -> create(BY_CODE, BY_CODE.unique()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parcels.by_code");
    }

    @Test
    void an_index_that_nobody_declares_is_reported_and_kept() {
        create(BY_CODE, BY_DAY);

        assertThat(create(BY_CODE).undeclared()).containsExactly("parcels.by_day");
        assertThat(names()).contains("by_day");
    }

    @Test
    void a_changed_definition_is_reported_with_both_forms_and_built_anew_only_where_that_was_asked_for() {
        create(BY_CODE);
        IndexDeclaration changed = IndexDeclaration.on("parcels", "by_code", Indexes.ascending("code", "day"));

        IndexReport report = create(changed);

        assertThat(report.different())
                .singleElement()
                .asString()
                .contains("parcels.by_code is {\"code\": 1}, declared is {\"code\": 1, \"day\": 1}");
        assertThat(new DeclaredIndexes(database, Set.of("parcels.by_code")).create(List.of(changed)))
                .isEqualTo(IndexReport.EMPTY);
        assertThat(create(changed)).isEqualTo(IndexReport.EMPTY);
    }

    @Test
    void a_filter_that_changed_is_a_changed_definition() {
        create(BY_CODE.onlyWhere(Filters.exists("code")));

        assertThat(create(BY_CODE.onlyWhere(Filters.exists("code"))).isInLine()).isTrue();
        assertThat(create(BY_CODE.onlyWhere(Filters.exists("day"))).different()).hasSize(1);
    }

    @Test
    void an_expiry_is_changed_in_place() {
        create(BY_DAY.expiringAfter(Duration.ofDays(7)));

        assertThat(create(BY_DAY.expiringAfter(Duration.ofDays(8)))).isEqualTo(IndexReport.EMPTY);

        Document found = listed().stream()
                .filter(index -> "by_day".equals(index.getString("name")))
                .findFirst()
                .orElseThrow();
        assertThat(Objects.requireNonNull(found.get("expireAfterSeconds", Number.class))
                        .longValue())
                .isEqualTo(TimeUnit.DAYS.toSeconds(8));
    }

    @Test
    void the_same_index_under_another_name_serves_and_is_reported() {
        create(BY_CODE);

        IndexReport report = create(IndexDeclaration.on("parcels", "parcels_code", Indexes.ascending("code")));

        assertThat(report.different()).containsExactly("parcels.parcels_code is there under the name by_code");
        assertThat(report.undeclared()).isEmpty();
    }

    @Test
    void a_unique_index_that_is_not_unique_on_the_server_keeps_the_service_from_writing() {
        parcels().createIndex(Indexes.ascending("code"), new IndexOptions().name("by_code"));
        StoreReadiness readiness = StoreReadiness.pending();

        start(readiness, BY_CODE.unique(), Set.of("parcels.by_code"));

        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.problem()).contains("parcels.by_code").contains("unique");
    }

    @Test
    void duplicates_that_forbid_a_unique_index_keep_the_service_from_writing_and_are_named() {
        parcels().insertMany(List.of(new Document("code", "ann@x.org"), new Document("code", "ann@x.org")));
        StoreReadiness readiness = StoreReadiness.pending();

        start(readiness, BY_CODE.unique(), Set.of());

        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.problem())
                .contains("an index cannot be built")
                .contains("by_code")
                .doesNotContain("ann@x.org");
    }

    @Test
    void a_database_that_another_service_uses_is_refused() {
        assertThat(new DatabaseOwner(database, "auth").claim()).isNull();
        assertThat(new DatabaseOwner(database, "auth").claim()).isNull();

        assertThat(new DatabaseOwner(database, "payment").claim()).contains("belongs to auth and not to payment");
    }

    @Test
    void two_replicas_that_start_at_once_make_each_index_once() {
        List<Thread> replicas = new ArrayList<>();
        List<StoreReadiness> readinesses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            StoreReadiness readiness = StoreReadiness.pending();
            readinesses.add(readiness);
            replicas.add(Thread.ofVirtual().start(() -> start(readiness, BY_CODE.unique(), Set.of())));
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> readinesses.stream().allMatch(StoreReadiness::isReady));
        assertThat(names()).containsExactlyInAnyOrder("_id_", "by_code");
        assertThat(replicas).hasSize(4);
    }

    private void start(StoreReadiness readiness, IndexDeclaration declaration, Set<String> rebuilds) {
        IndexesAtStart atStart = new IndexesAtStart(
                new DatabaseOwner(database, "test"),
                new DeclaredIndexes(database, rebuilds),
                List.of(() -> List.of(declaration)),
                readiness,
                "MongoDB");
        atStart.start();
        atStart.stop();
    }

    private IndexReport create(IndexDeclaration... declarations) {
        return new DeclaredIndexes(database).create(List.of(declarations));
    }

    private MongoCollection<Document> parcels() {
        return database.getCollection("parcels");
    }

    private List<Document> listed() {
        return parcels().listIndexes().into(new ArrayList<>());
    }

    private List<String> names() {
        return listed().stream().map(index -> index.getString("name")).toList();
    }
}
