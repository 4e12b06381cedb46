package dev.coffer.payment.ledger;

import com.mongodb.client.MongoClient;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A writer in a process of its own that pays until it is killed. It says on standard output, a line each, what it is about to
 * ask for and what it was told; a line that does not end in the end mark was cut off by the kill and says nothing.
 */
final class LedgerWriterProcess {

    private static final int CALLERS = 20;
    private static final String END = ".";
    private static final String ASK = "ask";
    private static final String TOLD = "told";

    private final Process process;
    private final Thread reader;

    private LedgerWriterProcess(Process process, BankLoad load) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(() -> read(process, load));
    }

    static LedgerWriterProcess start(String uri, String database, BankLoad load) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new LedgerWriterProcess(
                new ProcessBuilder(List.of(
                                java,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LedgerWriterProcess.class.getName(),
                                uri,
                                database))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start(),
                load);
    }

    /** As {@code kill -9}. Returns when it is gone and all that it had said is noted. */
    void killHard() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(BankLoad.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("process " + process.pid() + " does not die");
        }
        reader.join();
    }

    private static void read(Process process, BankLoad load) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note(List.of(line.split(" ", -1)), load);
            }
        } catch (IOException e) {
            // The pipe of a killed process: what it could not say, it did not say.
            System.out.println("The pipe broke: " + e.getMessage());
        }
    }

    private static void note(List<String> words, BankLoad load) {
        if (!words.getLast().equals(END)) {
            return;
        }
        switch (words.getFirst()) {
            case ASK ->
                load.asked(load.payment(
                        words.get(1),
                        Integer.parseInt(words.get(2)),
                        Integer.parseInt(words.get(3)),
                        Long.parseLong(words.get(4))));
            case TOLD -> load.told(words.get(1), words.get(2));
            default -> System.out.println("The writer's process says: " + words);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        try (MongoClient client = MongoClients.open(args[0], "ledger-writer-process");
                MongoLedger ledger = MongoLedger.open(
                        client,
                        args[1],
                        Currencies.builtIn(),
                        Clock.systemUTC(),
                        Ids.timeOrdered(),
                        LedgerSettings.DEFAULTS)) {
            BankLoad load = BankLoad.on(ledger);
            Crowd.of(CALLERS, caller -> {
                while (true) {
                    pay(ledger.bookings(), load);
                }
            });
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("A caller ended", e);
        }
    }

    private static void pay(Bookings bookings, BankLoad load) {
        Post command = load.randomPayment();
        String key = command.idempotency().key();
        Post.Leg principal = command.legs().getFirst();
        say(
                ASK,
                key.substring(key.indexOf('/') + 1),
                load.indexOf(principal.from().wallet()),
                load.indexOf(principal.to().wallet()),
                principal.amount().minor());
        PostResult result = BankLoad.tryPost(bookings, command);
        if (result != null) {
            say(TOLD, key, BankLoad.outcome(result));
        }
    }

    private static synchronized void say(Object... words) {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(word).append(' ');
        }
        System.out.println(line.append(END));
    }
}
