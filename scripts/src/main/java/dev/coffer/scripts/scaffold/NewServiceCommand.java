package dev.coffer.scripts.scaffold;

import dev.coffer.scripts.CommandFailed;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coffer new-service}. */
@Command(
        name = "new-service",
        description =
                "Makes a new service in the house style, tested and registered everywhere. See docs/new-service.md.",
        mixinStandardHelpOptions = true)
public final class NewServiceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--name", required = true, description = "Small letters and digits: loyalty.")
    private String name = "";

    @Option(names = "--port", required = true, description = "Where it listens: 9007.")
    private int port;

    @Option(
            names = "--entities",
            split = ",",
            description = "In the singular: Program,Member. By default the service's name.")
    private List<String> entities = List.of();

    @Option(names = "--events", description = "It tells what happens, and forgets users whose account is closed.")
    private boolean hasEvents;

    @Option(names = "--sagas", description = "What is new waits for an approval.")
    private boolean hasSagas;

    @Option(names = "--webhooks", description = "A partner tells it something by a signed webhook.")
    private boolean hasWebhooks;

    @Option(names = "--realtime", description = "Changes can be followed. Brings --events.")
    private boolean hasRealtime;

    @Option(names = "--output", description = "Writes the module into this folder and registers it nowhere.")
    private @Nullable Path output;

    @Option(names = "--dry-run", description = "Writes nothing; prints what would be written.")
    private boolean isDryRun;

    @Option(names = "--no-format", description = "Leaves the sources as they are made; the build wants them formatted.")
    private boolean isUnformatted;

    @Option(names = "--checkout", description = "Coffer's sources; by default those that this command belongs to.")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            make(Checkout.at(folder == null ? Path.of(System.getProperty("coffer.root", ".")) : folder), out);
            return 0;
        } catch (BadCall wrong) {
            spec.commandLine().getErr().println(wrong.getMessage());
            return 2;
        } finally {
            out.flush();
        }
    }

    private void make(Checkout checkout, PrintWriter out) {
        ServiceSpec service = checked(checkout);
        if (hasRealtime && !hasEvents) {
            out.println("--realtime brings --events: what is followed is told by events.");
        }
        NewService made = new NewService(checkout, service);
        if (isDryRun) {
            made.show(out, output == null);
            out.println("Nothing was written.");
        } else if (output != null) {
            made.writeTo(output);
            out.println("Written to " + output.resolve(service.module())
                    + ". To make it a part of a system, move it into a checkout" + " and add there:");
            made.showEdits(out);
        } else {
            made.register();
            finish(checkout, service, out);
        }
    }

    private ServiceSpec checked(Checkout checkout) {
        Path parent = output == null ? checkout.root() : output.toAbsolutePath().normalize();
        CallCheck check = new CallCheck(checkout)
                .name(name)
                .port(port)
                .folder(parent.resolve(name + "-service"))
                .entities(entities);
        check.require();
        String own = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        if (entities.isEmpty()) {
            check.entities(List.of(own)).require();
        }
        List<String> names = entities.isEmpty() ? List.of(own) : entities;
        return new ServiceSpec(name, port, names.stream().map(EntityName::new).toList(), parts());
    }

    private Set<Part> parts() {
        Map<Part, Boolean> asked = new LinkedHashMap<>();
        asked.put(Part.EVENTS, hasEvents || hasRealtime);
        asked.put(Part.SAGAS, hasSagas);
        asked.put(Part.WEBHOOKS, hasWebhooks);
        asked.put(Part.REALTIME, hasRealtime);
        Set<Part> parts = EnumSet.noneOf(Part.class);
        asked.forEach((part, isAsked) -> {
            if (isAsked) {
                parts.add(part);
            }
        });
        return parts;
    }

    private void finish(Checkout checkout, ServiceSpec service, PrintWriter out) {
        String format = "./mvnw -q spotless:apply -pl " + service.module() + ",scripts";
        if (!isUnformatted) {
            out.println("Formatting ...");
            out.flush();
            try {
                Formatting.apply(checkout.root(), service.module());
            } catch (CommandFailed failed) {
                throw new CommandFailed(service.module() + " is written and registered, but not formatted: "
                        + failed.getMessage() + " Try '" + format + "'.");
            }
        }
        out.println(service.module() + " is written and registered. Next:");
        if (isUnformatted) {
            out.println("  " + format);
        }
        out.println("  " + NewService.WRITE_REFERENCES);
        out.println("  ./coffer up");
        out.println("  ./coffer test " + service.name());
        out.println("docs/new-service.md says what is where; './coffer remove-service --name " + service.name()
                + "' takes it away again.");
    }
}
