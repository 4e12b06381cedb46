package dev.coffer.scripts.run;

import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;

/** The users that a newcomer finds: ann with money, bob without. Made through the gateway, once per data folder. */
final class DemoData {

    static final String PASSWORD = "coffer demo";
    static final String ANN = "ann@example.com";
    static final String BOB = "bob@example.com";

    private final CofferHome home;
    private final SystemPorts ports;
    private final Consumer<String> progress;

    DemoData(CofferHome home, SystemPorts ports, Consumer<String> progress) {
        this.home = home;
        this.ports = ports;
        this.progress = progress;
    }

    /** Safe to repeat after a crash half-way: who exists is signed in, and the deposit has a fixed key. */
    void seedOnce() throws IOException {
        if (Files.exists(home.seeded())) {
            return;
        }
        try (GatewayClient client = new GatewayClient(ports.gatewayUrl())) {
            Person ann = joined(client, ANN, "Ann");
            joined(client, BOB, "Bob");
            ann.deposit(ann.wallet("EUR"), "100.00", "EUR", "demo-deposit").ok();
        } catch (AssertionError e) {
            throw new CommandFailed("The demo data cannot be made: " + e.getMessage());
        }
        Files.writeString(home.seeded(), ANN + " and " + BOB + "\n");
        progress.accept("demo users " + ANN + " and " + BOB + " made");
    }

    private static Person joined(GatewayClient client, String email, String name) {
        Person person = new Person(client, email, PASSWORD);
        person.tryRegister(name);
        return person.login();
    }
}
