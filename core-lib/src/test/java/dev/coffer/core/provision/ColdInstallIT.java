package dev.coffer.core.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.coffer.core.provision.install.HostEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A first start on a machine that has neither store and reaches only package indexes: downloads 42 MB. This is the one
 * test that needs the Python package index; where no index is reachable it fails, because the promise is then not proven.
 */
final class ColdInstallIT {
    @TempDir
    Path folder;

    private final List<String> banner = new CopyOnWriteArrayList<>();

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void a_machine_with_nothing_but_python_gets_both_stores_from_package_indexes_and_keeps_them() throws Exception {
        HostEnvironment bare = bareMachine();

        try (LocalStores stores = LocalStores.start(request("first", bare));
                MongoClient client = MongoClients.create(stores.mongoUri())) {
            assertThat(client.getDatabase("admin").runCommand(new Document("buildInfo", 1)))
                    .containsEntry("version", "6.0.5");
        }
        assertThat(banner)
                .anyMatch(line -> line.startsWith("MongoDB: not usable, vendor archive http://127.0.0.1:1/"))
                .anyMatch(line -> line.startsWith("MongoDB 6.0.5 just installed"))
                .anyMatch(line -> line.startsWith("Redis 6.2") && line.contains("just installed"));

        banner.clear();
        LocalStores.start(request("second", bare)).close();

        assertThat(banner)
                .hasSize(2)
                .anyMatch(line -> line.startsWith("MongoDB 6.0.5 from the cache"))
                .anyMatch(line -> line.startsWith("Redis 6.2") && line.contains("from the cache"));
    }

    private StoreRequest request(String name, HostEnvironment bare) {
        return StoreRequest.in(folder.resolve(name)).withBanner(banner::add).withEnvironment(bare);
    }

    /** The PATH holds python3 alone, the cache is empty, and the vendor's host cannot be reached. */
    private HostEnvironment bareMachine() throws Exception {
        HostEnvironment real = HostEnvironment.current();
        Path python = real.onPath("python3");
        assertThat(python).as("python3 on the PATH").isNotNull();
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script = bin.resolve("python3");
        Files.writeString(script, "#!/bin/sh\nPATH='" + real.variable("PATH") + "' exec '" + python + "' \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> variables = new HashMap<>(real.variables());
        variables.put("PATH", bin.toString());
        variables.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        variables.put(HostEnvironment.MONGODB_MIRROR, "http://127.0.0.1:1/");
        variables.remove(HostEnvironment.MONGODB_URI);
        variables.remove(HostEnvironment.REDIS_URI);
        return new HostEnvironment(variables, real.home(), real.platform());
    }
}
