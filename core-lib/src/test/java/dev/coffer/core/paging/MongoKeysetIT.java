package dev.coffer.core.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class MongoKeysetIT {

    private static final Bson ANNS = Filters.eq("owner", "ann");
    private static final String SCOPE = "parcels|ann";

    private final Pages pages =
            new Pages(new Cursors("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8)));
    private final long seed = Long.getLong("coffer.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private MongoClient client;
    private MongoCollection<Document> parcels;

    @BeforeEach
    void open(@FreshDatabase String database) {
        client = MongoClients.create(TestStores.mongoUri());
        parcels = client.getDatabase(database).getCollection("parcels");
        parcels.drop();
        parcels.createIndex(Indexes.compoundIndex(Indexes.ascending("owner"), Indexes.descending("at", "_id")));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private void insert(int count, String owner) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Few distinct times: ties are where cursors skip and repeat.
            documents.add(new Document("_id", owner + random.nextLong())
                    .append("owner", owner)
                    .append("at", new Date(1_700_000_000_000L + random.nextInt(20))));
        }
        parcels.insertMany(documents);
    }

    private Connection<Document> page(MongoKeyset keyset, PageRequest request) {
        return pages.page(request, SCOPE, keyset, keyset::positionOf, null);
    }

    private static List<String> ids(List<Document> documents) {
        return documents.stream().map(document -> document.getString("_id")).toList();
    }

    @Test
    void pages_in_both_directions_and_orders_give_the_sorted_list() {
        insert(157, "ann");
        insert(30, "bob");
        for (boolean isAscending : List.of(true, false)) {
            MongoKeyset keyset = new MongoKeyset(parcels, ANNS, "at", isAscending);
            List<String> expected = ids(parcels.find(ANNS)
                    .sort(isAscending ? Sorts.ascending("at", "_id") : Sorts.descending("at", "_id"))
                    .into(new ArrayList<>()));
            for (int size : List.of(1, 7, 100)) {
                assertThat(walk(keyset, size, true)).as("seed %d", seed).isEqualTo(expected);
                assertThat(walk(keyset, size, false)).as("seed %d", seed).isEqualTo(expected);
            }
        }
    }

    private List<String> walk(MongoKeyset keyset, int size, boolean isForward) {
        List<String> seen = new ArrayList<>();
        @Nullable String cursor = null;
        while (true) {
            Connection<Document> page = page(keyset, new PageRequest(size, isForward, cursor));
            List<String> ids = new ArrayList<>(ids(page.getNodes()));
            if (!isForward) {
                Collections.reverse(ids);
            }
            seen.addAll(ids);
            Connection.PageInfo info = page.pageInfo();
            assertThat(isForward ? info.hasPreviousPage() : info.hasNextPage()).isEqualTo(cursor != null);
            if (!(isForward ? info.hasNextPage() : info.hasPreviousPage())) {
                break;
            }
            cursor = isForward ? info.endCursor() : info.startCursor();
        }
        if (!isForward) {
            Collections.reverse(seen);
        }
        return seen;
    }

    @Test
    void what_stays_is_seen_exactly_once_while_others_come_and_go() {
        insert(200, "ann");
        Set<String> staying = new HashSet<>(ids(parcels.find(ANNS).into(new ArrayList<>())));
        MongoKeyset keyset = new MongoKeyset(parcels, ANNS, "at", false);
        List<String> seen = new ArrayList<>();
        PageRequest request = new PageRequest(9, true, null);
        while (true) {
            Connection<Document> page = page(keyset, request);
            seen.addAll(ids(page.getNodes()));
            if (!page.pageInfo().hasNextPage()) {
                break;
            }
            request = new PageRequest(9, true, page.pageInfo().endCursor());
            insert(3, "ann");
            String gone = new ArrayList<>(staying).get(random.nextInt(staying.size()));
            parcels.deleteOne(Filters.eq("_id", gone));
            staying.remove(gone);
        }
        assertThat(seen).as("seed %d", seed).doesNotHaveDuplicates().containsAll(staying);
    }

    @Test
    void a_page_is_read_from_the_index_without_a_sort_in_memory() {
        insert(500, "ann");
        MongoKeyset keyset = new MongoKeyset(parcels, ANNS, "at", false);
        Connection<Document> first = page(keyset, new PageRequest(100, true, null));
        Document at = first.getNodes().getLast();
        Document plan = parcels.find(keyset.beyond(keyset.positionOf(at), false))
                .sort(Sorts.descending("at", "_id"))
                .limit(101)
                .explain();
        String winning = plan.get("queryPlanner", Document.class)
                .get("winningPlan", Document.class)
                .toJson();
        assertThat(winning).contains("IXSCAN").doesNotContain("COLLSCAN").doesNotContain("\"SORT\"");
        assertThat(plan.get("executionStats", Document.class).getInteger("totalKeysExamined"))
                .isLessThanOrEqualTo(102);
    }

    @Test
    void many_elements_with_one_sort_key_cost_a_page_no_more_than_others() {
        List<Document> atOnce = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            atOnce.add(new Document("_id", "%08d".formatted(i))
                    .append("owner", "ann")
                    .append("at", new Date(1_700_000_000_000L)));
        }
        parcels.insertMany(atOnce);
        MongoKeyset keyset = new MongoKeyset(parcels, ANNS, "at", false);
        Document deep = atOnce.get(500);
        Document plan = parcels.find(keyset.beyond(keyset.positionOf(deep), false))
                .sort(Sorts.descending("at", "_id"))
                .limit(101)
                .explain();
        Document executed = plan.get("executionStats", Document.class);
        assertThat(executed.getInteger("totalDocsExamined")).isEqualTo(101);
        assertThat(executed.getInteger("totalKeysExamined")).isLessThanOrEqualTo(102);
    }

    @Test
    void counting_gives_up_beyond_its_bound() {
        insert(42, "ann");
        assertThat(new MongoKeyset(parcels, ANNS, "at", true).count()).isEqualTo(42);
        insert(MongoKeyset.MAX_COUNTED, "ann");
        assertThat(new MongoKeyset(parcels, ANNS, "at", true).count()).isNull();
    }
}
