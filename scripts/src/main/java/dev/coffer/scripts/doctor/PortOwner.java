package dev.coffer.scripts.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on a port, as far as this platform and this user's rights tell: from {@code /proc}, on Linux. */
final class PortOwner {

    private static final Path PROC = Path.of("/proc");
    private static final String UNKNOWN = "another process ('lsof -i :%d' may tell which)";
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /** For people: "process 4711, /usr/bin/java". */
    static String of(int port) {
        Set<String> sockets = Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(PROC.resolve("net").resolve(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE
                        && LISTENING.equals(fields[STATE])
                        && fields[LOCAL_ADDRESS].endsWith(
                                ":" + HexFormat.of().withUpperCase().toHexDigits((short) port)))
                .map(fields -> "socket:[" + fields[INODE] + "]")
                .collect(Collectors.toSet());
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), sockets))
                .findFirst()
                .map(PortOwner::shown)
                .orElseGet(() -> UNKNOWN.formatted(port));
    }

    private static String shown(ProcessHandle process) {
        Optional<String> command = process.info().command();
        return "process " + process.pid() + command.map(path -> ", " + path).orElse("");
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (Path descriptor : open) {
                if (sockets.contains(target(descriptor))) {
                    return true;
                }
            }
            return false;
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException noSuchPlatform) {
            return List.of();
        }
    }
}
