package dev.coffer.scripts.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.Cursors;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Measures what a page costs at the beginning, in the middle and at the end of a long list, in turn. */
final class PagingBench {

    static final int PAGE_SIZE = 100;

    private static final int BATCH = 10_000;
    private static final int WARM_UP = 300;
    private static final int SKIPS = 5;
    private static final int KEY_BYTES = 32;

    /** Seven rows share each time, so that ties are among what is measured. */
    private static final int ROWS_PER_INSTANT = 7;

    private static final long FIRST_INSTANT = 1_700_000_000_000L;
    private static final long SLOWEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final int DIGITS = 3;
    private static final Bson ANNS = Filters.and(Filters.eq("tenantId", "bench"), Filters.eq("userId", "ann"));

    private final MongoCollection<Document> rows;
    private final Settings settings;
    private final Consumer<String> progress;
    private final Pages pages;
    private final MongoKeyset keyset;

    /**
     * @param rows in the list
     * @param rounds how often each page is read
     */
    record Settings(int rows, int rounds) {

        Settings {
            if (rows < 4 * PAGE_SIZE || rows % PAGE_SIZE != 0) {
                throw new IllegalArgumentException("--rows is a multiple of " + PAGE_SIZE + " and at least four pages");
            }
            if (rounds < 1) {
                throw new IllegalArgumentException("--rounds is at least 1");
            }
        }

        int pages() {
            return rows / PAGE_SIZE;
        }
    }

    PagingBench(MongoClient client, Settings settings, Consumer<String> progress) {
        this.rows = client.getDatabase("bench_paging")
                .getCollection("rows")
                .withWriteConcern(WriteConcern.W1.withJournal(false));
        this.settings = settings;
        this.progress = progress;
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        this.pages = new Pages(new Cursors(key));
        this.keyset = new MongoKeyset(rows, ANNS, "at", false);
    }

    PagingBenchReport run() {
        fill();
        int last = settings.pages();
        String toMiddle = cursorTo(last / 2);
        String toLast = cursorTo(last);
        progress.accept("reading pages");
        for (int round = 0; round < WARM_UP; round++) {
            page(null);
            page(toMiddle);
            page(toLast);
        }
        Histogram first = new Histogram(SLOWEST_MICROS, DIGITS);
        Histogram middle = new Histogram(SLOWEST_MICROS, DIGITS);
        Histogram end = new Histogram(SLOWEST_MICROS, DIGITS);
        for (int round = 0; round < settings.rounds(); round++) {
            time(first, () -> page(null));
            time(middle, () -> page(toMiddle));
            time(end, () -> page(toLast));
        }
        progress.accept("reading the last page by skipping, as a peer");
        Histogram skipped = new Histogram(SLOWEST_MICROS, DIGITS);
        for (int round = 0; round < SKIPS; round++) {
            time(skipped, () -> skippedTo((last - 1) * PAGE_SIZE, PAGE_SIZE).size());
        }
        return PagingBenchReport.of(settings, first, middle, end, skipped);
    }

    private void fill() {
        progress.accept("writing %,d rows".formatted(settings.rows()));
        SplittableRandom random = new SplittableRandom(1);
        List<Document> batch = new ArrayList<>(BATCH);
        for (int row = 0; row < settings.rows(); row++) {
            batch.add(new Document("_id", Long.toHexString(random.nextLong()) + '-' + row)
                    .append("tenantId", "bench")
                    .append("userId", "ann")
                    .append("at", new Date(FIRST_INSTANT + row / ROWS_PER_INSTANT))
                    .append("subject", "Something happened to number " + row));
            if (batch.size() == BATCH || row + 1 == settings.rows()) {
                rows.insertMany(batch, new InsertManyOptions().ordered(false));
                batch.clear();
            }
        }
        rows.createIndex(
                Indexes.compoundIndex(Indexes.ascending("tenantId", "userId"), Indexes.descending("at", "_id")));
    }

    /** The cursor behind which page {@code number} begins, without reading all pages before it. */
    private String cursorTo(int number) {
        List<Document> before = skippedTo((number - 1) * PAGE_SIZE - 1, 1);
        return pages.page(
                        new PageRequest(1, true, null),
                        "rows",
                        (from, isForward, limit) -> before,
                        keyset::positionOf,
                        null)
                .edges()
                .getFirst()
                .cursor();
    }

    private List<Document> skippedTo(int row, int limit) {
        return rows.find(ANNS)
                .sort(Sorts.descending("at", "_id"))
                .skip(row)
                .limit(limit)
                .into(new ArrayList<>());
    }

    private int page(@Nullable String cursor) {
        Connection<Document> page =
                pages.page(new PageRequest(PAGE_SIZE, true, cursor), "rows", keyset, keyset::positionOf, null);
        return page.edges().size();
    }

    private static void time(Histogram histogram, Supplier<Integer> read) {
        long start = System.nanoTime();
        int found = Objects.requireNonNull(read.get());
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
        if (found != PAGE_SIZE) {
            throw new IllegalStateException("A page had " + found + " rows, not " + PAGE_SIZE);
        }
        histogram.recordValue(Math.min(micros, SLOWEST_MICROS));
    }
}
