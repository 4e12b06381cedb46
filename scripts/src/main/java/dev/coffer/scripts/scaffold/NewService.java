package dev.coffer.scripts.scaffold;

import dev.coffer.scripts.CommandFailed;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service that is about to be: its files, and what it adds to others. */
final class NewService {

    /** Brings the references under docs to what the code says, as far as no running system is needed. */
    static final String WRITE_REFERENCES = "./mvnw -q -pl scripts -am test"
            + " -Dtest='ErrorReferenceTest,EventReferenceTest,SagaReferenceTest'"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dcoffer.reference.write=true";

    private final Checkout checkout;
    private final ServiceSpec service;
    private final Map<String, String> files;
    private final List<Edit> edits;

    NewService(Checkout checkout, ServiceSpec service) {
        this.checkout = checkout;
        this.service = service;
        this.files = new Template(checkout.sample(), service).files();
        this.edits = Registration.of(service);
    }

    void show(PrintWriter out, boolean isRegistered) {
        out.println("New files:");
        files.keySet().forEach(path -> out.println("  " + path));
        if (isRegistered) {
            edited();
            out.println("Changed files:");
            showEdits(out);
        }
    }

    void showEdits(PrintWriter out) {
        for (Edit edit : edits) {
            out.println("  " + edit.path());
            edit.text().strip().lines().forEach(line -> out.println("    + " + line.strip()));
        }
    }

    /** The module alone, which knows nothing of a system. */
    void writeTo(Path folder) {
        FileChanges changes = new FileChanges();
        files.forEach((path, text) -> {
            if (path.startsWith(service.module() + "/")) {
                changes.write(folder.resolve(path).toAbsolutePath(), text);
            }
        });
        changes.apply();
    }

    /** Module, suite and every place that names them: all of it or nothing. */
    void register() {
        Map<String, String> edited = edited();
        FileChanges changes = new FileChanges();
        files.forEach((path, text) -> {
            if (Files.exists(checkout.resolve(path))) {
                throw new CommandFailed(path + " exists already; nothing was written.");
            }
            changes.write(checkout.resolve(path), text);
        });
        edited.forEach((path, text) -> changes.write(checkout.resolve(path), text));
        changes.apply();
    }

    private Map<String, String> edited() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Edit edit : edits) {
            String before = texts.computeIfAbsent(edit.path(), checkout::read);
            if (!edit.fits(before)) {
                throw new CommandFailed(edit.path() + " has changed, and there is no place found in it for '"
                        + edit.text().strip() + "'. Nothing was written.");
            }
            texts.put(edit.path(), edit.addTo(before));
        }
        return texts;
    }
}
