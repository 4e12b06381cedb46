package dev.coffer.scripts.scaffold;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A service that is about to go, as far as {@code new-service} has made it. */
final class RemovedService {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");

    private final Checkout checkout;
    private final ServiceSpec service;

    private RemovedService(Checkout checkout, ServiceSpec service) {
        this.checkout = checkout;
        this.service = service;
    }

    /** @throws BadCall where there is no such service, or one that belongs to Coffer */
    static RemovedService named(Checkout checkout, String name) {
        String record = name + "-service/" + ServiceSpec.FILE;
        if (!NAME.matcher(name).matches() || !Files.isRegularFile(checkout.resolve(record))) {
            throw new BadCall(List.of(
                    checkout.services().containsKey(name)
                            ? "The " + name + " service was not made by new-service: there is no " + record
                                    + ". Nothing is removed that Coffer brings itself."
                            : "There is no service '" + name + "' that new-service has made."));
        }
        ServiceSpec service = ServiceSpec.read(checkout.read(record));
        if (!service.name().equals(name)) {
            throw new BadCall(List.of(record + " speaks of " + service.name() + "."));
        }
        return new RemovedService(checkout, service);
    }

    /**
     * @param isTrial whether nothing is to be changed
     * @return what is deleted and changed, for people
     * @throws CommandFailed naming every file that has not the text any more that was added to it; nothing is changed then
     */
    List<String> apply(boolean isTrial) {
        FileChanges changes = new FileChanges();
        List<String> done = new ArrayList<>();
        for (String path : files()) {
            changes.delete(checkout.resolve(path));
            done.add("deleted " + path);
        }
        cleaned().forEach((path, text) -> {
            changes.write(checkout.resolve(path), text);
            done.add("changed " + path);
        });
        if (!isTrial) {
            deleteBuild();
            changes.apply();
        }
        return done;
    }

    private Map<String, String> cleaned() {
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        for (Edit edit : Registration.of(service).reversed()) {
            String before = texts.computeIfAbsent(edit.path(), checkout::read);
            if (edit.isIn(before)) {
                texts.put(edit.path(), edit.takeFrom(before));
            } else {
                gone.add(edit.path() + ": '" + edit.text().strip() + "'");
            }
        }
        if (!gone.isEmpty()) {
            throw new CommandFailed(
                    "These files have not (once) what was added to them; put it back, or take the service out by hand."
                            + " Nothing was changed." + System.lineSeparator()
                            + String.join(System.lineSeparator(), gone));
        }
        return texts;
    }

    /** Everything in the module's folder, also what was added since, and what belongs to it of the command. */
    private List<String> files() {
        List<String> files = new ArrayList<>();
        try (Stream<Path> module = Files.walk(checkout.resolve(service.module()))) {
            module.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(checkout.resolve(service.module() + "/target")))
                    .map(path -> checkout.root().relativize(path).toString().replace('\\', '/'))
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new Template(checkout.sample(), service)
                .files().keySet().stream()
                        .filter(path -> !path.startsWith(service.module() + "/"))
                        .filter(path -> Files.exists(checkout.resolve(path)))
                        .forEach(files::add);
        return files;
    }

    /** What a build has left is nothing to be taken back. */
    private void deleteBuild() {
        Path build = checkout.resolve(service.module() + "/target");
        if (Files.isDirectory(build)) {
            try (Stream<Path> all = Files.walk(build)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new CommandFailed("Nothing but " + build + " was changed: " + e);
            }
        }
    }

    List<String> whatStays() {
        String name = service.name();
        return List.of(
                "What stays, until somebody deletes it:",
                "  the database '" + name
                        + "_service' (or what coffer.database-name makes of it) with its collections, its outbox and its sagas",
                "  the stream events:" + name
                        + " in Redis, and events of it that others wait to handle or keep as dead letters",
                "  settings of " + service.module()
                        + ", roles of tenants that grant its resources, and its entries in the audit log");
    }
}
