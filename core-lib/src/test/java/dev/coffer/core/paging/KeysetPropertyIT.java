package dev.coffer.core.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestStores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every page that MongoDB gives is the one that a sorted list in memory gives, while elements come and go between pages and the
 * element that a cursor was made from may be gone.
 */
@ExtendWith(StoresExtension.class)
class KeysetPropertyIT {

    private static final int ROUNDS = 400;
    private static final String SCOPE = "parcels";

    /** Few distinct times: ties are where cursors skip and repeat. */
    private static final int TIMES = 15;

    private final RandomGenerator random = TestSeeds.random(KeysetPropertyIT.class);
    private final Pages pages =
            new Pages(new Cursors("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8)));
    private final List<Parcel> model = new ArrayList<>();

    private record Parcel(Date at, String id) {

        static final Comparator<Parcel> ORDER = Comparator.comparing(Parcel::at).thenComparing(Parcel::id);
    }

    /** A cursor and what it was made from. */
    private record Known(String cursor, Parcel parcel) {}

    @Test
    void pages_are_those_of_a_sorted_list(@FreshDatabase String database) {
        try (MongoClient client = MongoClients.create(TestStores.mongoUri())) {
            MongoCollection<Document> parcels = client.getDatabase(database).getCollection("parcels");
            parcels.createIndex(Indexes.compoundIndex(Indexes.ascending("owner"), Indexes.descending("at", "_id")));
            for (boolean isAscending : List.of(true, false)) {
                parcels.deleteMany(new Document());
                model.clear();
                insert(parcels, 60);
                walk(parcels, isAscending);
            }
        }
    }

    private void walk(MongoCollection<Document> parcels, boolean isAscending) {
        MongoKeyset keyset = new MongoKeyset(parcels, Filters.eq("owner", "ann"), "at", isAscending);
        List<Known> known = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            insert(parcels, random.nextInt(4));
            delete(parcels, random.nextInt(4));
            boolean isForward = random.nextBoolean();
            int size = 1 + random.nextInt(12);
            Known from = known.isEmpty() || random.nextInt(5) == 0 ? null : known.get(random.nextInt(known.size()));
            Connection<Document> page = pages.page(
                    new PageRequest(size, isForward, from == null ? null : from.cursor()), SCOPE, keyset, true);
            check(page, beyond(from, isAscending, isForward), size, isForward, from != null);
            for (Connection.Edge<Document> edge : page.edges()) {
                known.add(new Known(edge.cursor(), parcel(edge.node())));
            }
        }
    }

    /** All of the list that lies beyond the cursor, in reading direction. */
    private List<Parcel> beyond(@Nullable Known from, boolean isAscending, boolean isForward) {
        Comparator<Parcel> reading = isAscending == isForward ? Parcel.ORDER : Parcel.ORDER.reversed();
        return model.stream()
                .filter(parcel -> from == null || reading.compare(parcel, from.parcel()) > 0)
                .sorted(reading)
                .toList();
    }

    private void check(Connection<Document> page, List<Parcel> beyond, int size, boolean isForward, boolean hasCursor) {
        List<Parcel> nearest = beyond.subList(0, Math.min(size, beyond.size()));
        List<Parcel> expected = isForward ? nearest : nearest.reversed();
        assertThat(page.getNodes().stream().map(KeysetPropertyIT::parcel)).containsExactlyElementsOf(expected);
        boolean hasMore = beyond.size() > size;
        assertThat(page.pageInfo().hasNextPage()).isEqualTo(isForward ? hasMore : hasCursor);
        assertThat(page.pageInfo().hasPreviousPage()).isEqualTo(isForward ? hasCursor : hasMore);
        assertThat(page.totalCount()).isEqualTo(model.size());
    }

    private static Parcel parcel(Document document) {
        return new Parcel(document.getDate("at"), document.getString("_id"));
    }

    private void insert(MongoCollection<Document> parcels, int count) {
        for (int i = 0; i < count; i++) {
            Parcel parcel = new Parcel(
                    new Date(1_700_000_000_000L + random.nextInt(TIMES)), Long.toHexString(random.nextLong()));
            model.add(parcel);
            parcels.insertOne(
                    new Document("_id", parcel.id()).append("owner", "ann").append("at", parcel.at()));
        }
    }

    private void delete(MongoCollection<Document> parcels, int count) {
        for (int i = 0; i < count && !model.isEmpty(); i++) {
            Parcel gone = model.remove(random.nextInt(model.size()));
            parcels.deleteOne(Filters.eq("_id", gone.id()));
        }
    }
}
