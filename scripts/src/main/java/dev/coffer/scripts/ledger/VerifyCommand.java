package dev.coffer.scripts.ledger;

import com.mongodb.client.MongoClient;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.DatabaseNaming;
import dev.coffer.core.store.MongoClients;
import dev.coffer.payment.ledger.LedgerVerifier;
import dev.coffer.payment.ledger.MongoLedgerVerifier;
import dev.coffer.scripts.run.RunningSystem;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code coffer ledger verify}: 0 when every balance follows from its entries, else 1 and the first bad entries by name. */
@Command(
        name = "verify",
        description = "Checks sums, sequences, hash chains and balances of the whole ledger; changes nothing.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Override
    public Integer call() {
        LedgerVerifier.Report report = verify(RunningSystem.required().mongoUri());
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(JsonMapper.shared().writeValueAsString(report));
        } else {
            report.flaws().forEach(flaw -> out.println(flaw.kind() + " " + flaw.where() + ": " + flaw.what()));
            out.printf(
                    "%d wallets, %d entries: %s%n",
                    report.wallets(), report.entries(), report.isClean() ? "all is well" : "NOT WELL");
        }
        out.flush();
        return report.isClean() ? 0 : 1;
    }

    private static LedgerVerifier.Report verify(String mongoUri) {
        String database = new DatabaseNaming(DatabaseNaming.DEFAULT_TEMPLATE).nameFor("payment");
        try (MongoClient client = MongoClients.open(mongoUri, "coffer-ledger-verify")) {
            return new MongoLedgerVerifier(client, database, Currencies.builtIn()).verify();
        }
    }
}
