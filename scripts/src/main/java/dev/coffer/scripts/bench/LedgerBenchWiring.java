package dev.coffer.scripts.bench;

import com.mongodb.client.MongoClient;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.payment.ledger.LedgerSettings;
import dev.coffer.payment.ledger.MongoLedger;
import java.time.Clock;

/** Puts both sides of the ledger's benchmark together, on the time of this machine. */
final class LedgerBenchWiring {

    private LedgerBenchWiring() {}

    /** With its indexes, and the settings that payment-service has. */
    static MongoLedger ledger(MongoClient client, String database) {
        return MongoLedger.open(
                client, database, Currencies.builtIn(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    }

    static OneByOne oneByOne(BenchBook book) {
        return new OneByOne(book, Ids.timeOrdered(), Clock.systemUTC());
    }
}
