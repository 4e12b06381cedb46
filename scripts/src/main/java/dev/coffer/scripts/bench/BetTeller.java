package dev.coffer.scripts.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventTypes;
import dev.coffer.core.events.EventsLimits;
import dev.coffer.core.events.EventsRuntime;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.payment.ledger.BonusEvents;
import dev.coffer.payment.ledger.LedgerEvents;
import dev.coffer.payment.ledger.Pocket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells of bets in the very events of payment-service, by an outbox and a relay of its own. Every second bet is of a game that counts
 * a tenth. Each wallet's events are numbered from 1.
 */
final class BetTeller implements AutoCloseable {

    static final String TENANT = "bench";
    static final String TABLE_GAME = "blackjack-classic";
    static final String SLOT = "slot-seven";

    /** A stake, the bonus money in it, and what of the win becomes bonus money; each in cents. */
    static final long STAKE = 100;

    static final long BONUS_STAKE = 2;
    static final long BONUS_WIN = 1;

    private static final String SERVICE = "payment";
    private static final String CURRENCY = "EUR";
    private static final String AT = "2026-11-23T00:00:00Z";
    private static final int PER_TRANSACTION = 100;

    private final MongoClient client;
    private final Transactions transactions;
    private final Outbox outbox;
    private final EventsRuntime runtime;
    private final long[] told;
    private final List<EventDraft> waiting = new ArrayList<>();

    /** @param players each with one wallet */
    BetTeller(OwnStores stores, int players) {
        this.told = new long[players];
        this.client = MongoClients.open(stores.mongoUri(), "coffer-bench");
        MongoDatabase database = client.getDatabase("bench_payment");
        this.transactions = new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        this.outbox = new Outbox(new EventTypes(LedgerEvents.TYPES), Ids.timeOrdered(), BenchWiring.clock());
        this.runtime = new EventsRuntime(new EventsRuntime.Parts(
                SERVICE,
                client,
                database,
                transactions,
                stores.redisUri(),
                List.of(),
                List.of(),
                EventsLimits.DEFAULT,
                BenchWiring.clock(),
                new SimpleMeterRegistry()));
        List<IndexDeclaration> indexes = new ArrayList<>(outbox.indexes());
        indexes.addAll(runtime.indexes());
        new DeclaredIndexes(database).create(indexes);
        runtime.start();
    }

    static String user(int player) {
        return "player-" + player;
    }

    private static String wallet(int player) {
        return "wallet-" + player;
    }

    /** A bonus is in the player's wallet. */
    void credited(int player, String awardId, String amount) {
        add(
                player,
                new BonusEvents.Credited(
                        awardId, awardId, wallet(player), user(player), amount, CURRENCY, Pocket.BONUS, AT));
    }

    /** Two events for each bet: placed, and settled for the last time. */
    void bets(int from, int count) {
        for (int number = from; number < from + count; number++) {
            int player = number % told.length;
            String bet = "bet-" + number;
            String game = number % 2 == 0 ? SLOT : TABLE_GAME;
            add(
                    player,
                    new LedgerEvents.BetPlaced(
                            bet,
                            bet,
                            wallet(player),
                            user(player),
                            game,
                            null,
                            "1.00",
                            "0.02",
                            CURRENCY,
                            AT,
                            List.of()));
            add(
                    player,
                    new LedgerEvents.BetSettled(
                            bet, bet, wallet(player), user(player), game, null, "0.50", "0.01", true, CURRENCY, AT));
        }
        flush();
    }

    private void add(int player, Object event) {
        waiting.add(EventDraft.of(event, wallet(player), TENANT).withSeq(++told[player]));
        if (waiting.size() >= PER_TRANSACTION) {
            flush();
        }
    }

    void flush() {
        if (!waiting.isEmpty()) {
            List<EventDraft> drafts = List.copyOf(waiting);
            transactions.run(unit -> outbox.addAll(unit, drafts));
            waiting.clear();
        }
    }

    @Override
    public void close() {
        runtime.close();
        client.close();
    }
}
