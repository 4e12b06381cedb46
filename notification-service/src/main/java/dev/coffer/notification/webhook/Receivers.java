package dev.coffer.notification.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where a name leads. It is asked once for each request, which then goes to the very address that was looked at. */
final class Receivers {

    private final Names names;
    private final boolean isLoopbackAllowed;

    /** @param isLoopbackAllowed for receivers on this machine, in development */
    Receivers(Names names, boolean isLoopbackAllowed) {
        this.names = names;
        this.isLoopbackAllowed = isLoopbackAllowed;
    }

    /** The addresses of a host. */
    @FunctionalInterface
    interface Names {

        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** The name leads to where nothing is sent to. */
    static final class AddressRefused extends IOException {

        private static final long serialVersionUID = 1L;

        AddressRefused() {
            super("the address leads to a network that is not public");
        }
    }

    /**
     * @return in the order in which they are to be tried
     * @throws AddressRefused where one of them is not public: a name that leads inside as well is nobody's mistake
     * @throws UnknownHostException where the name leads nowhere
     */
    List<InetAddress> find(WebhookUrl url) throws IOException {
        List<InetAddress> all = List.of(names.of(url.host()));
        boolean isHere = isLoopbackAllowed && all.stream().allMatch(InetAddress::isLoopbackAddress);
        boolean isOutside = url.isEncrypted() && all.stream().allMatch(PublicAddresses::isPublic);
        if (!isHere && !isOutside) {
            throw new AddressRefused();
        }
        return all;
    }
}
