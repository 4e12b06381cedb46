package dev.coffer.scripts.run;

import dev.coffer.core.ops.ServiceLauncher;
import java.io.IOException;
import java.util.Locale;

/** Main class of one service in a JVM of its own, as {@code up --separate} starts it. Settings come by the environment. */
public final class ServiceProcess {

    private ServiceProcess() {}

    public static void main(String[] args) {
        endWithParent();
        Service service = Service.valueOf(args[0].toUpperCase(Locale.ROOT));
        ServiceLauncher.run(service.application(), service.key(), new String[0]);
    }

    /** Standard input is a pipe from the process that started this one: its end means that that process is gone. */
    public static void endWithParent() {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nobody writes; only the end matters.
                }
            } catch (IOException e) {
                System.err.println("The pipe from the parent broke: " + e.getMessage());
            }
            System.exit(0);
        });
    }
}
