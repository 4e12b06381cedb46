package dev.coffer.auth.place;

import dev.coffer.auth.code.SealForDelivery;
import dev.coffer.auth.place.KnownPlaces.Kind;
import dev.coffer.auth.session.SignInNotices;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.identity.Client;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where users sign in, and tells them of a sign-in from where they never did. The first place of a user is not news, nor is
 * the first country: there is nothing yet to compare them with.
 */
final class NoticePlaces implements SignInNotices {

    private static final String ALGORITHM = "HmacSHA256";

    private final KnownPlaces places;
    private final Countries countries;
    private final Setting<PlaceSettings> settings;
    private final SecretKey key;
    private final SealForDelivery sealing;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    NoticePlaces(
            KnownPlaces places,
            Countries countries,
            Setting<PlaceSettings> settings,
            MasterKey masterKey,
            SealForDelivery sealing,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.places = places;
        this.countries = countries;
        this.settings = settings;
        this.key = masterKey.derive("known-places", ALGORITHM);
        this.sealing = sealing;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void signedIn(UnitOfWork unit, User user, Client client) {
        Place place = Place.of(client);
        ClientAddress address = client.address();
        if (place == null || address == null || !settings.of(user.tenantId()).enabled()) {
            return;
        }
        String country = countries.find(address);
        boolean isPlaceNew = isNew(unit, user, Kind.PLACE, place.device() + "\n" + place.area());
        boolean isCountryNew = country != null && isNew(unit, user, Kind.COUNTRY, country);
        if (isPlaceNew || isCountryNew) {
            tell(unit, user, place, isCountryNew ? country : null);
        }
    }

    private boolean isNew(UnitOfWork unit, User user, Kind kind, String what) {
        Instant forgetAt = clock.instant()
                .truncatedTo(ChronoUnit.MILLIS)
                .plus(settings.of(user.tenantId()).memory());
        boolean hasAny = places.hasAny(unit, user, kind);
        return places.add(unit, user, kind, digest(user, kind, what), forgetAt) && hasAny;
    }

    private void tell(UnitOfWork unit, User user, Place place, @Nullable String newCountry) {
        Contact to = user.contact();
        String noticeId = ids.next();
        UnfamiliarSignIn event = new UnfamiliarSignIn(
                noticeId,
                user.id(),
                place.device(),
                newCountry,
                to.channel(),
                user.locale(),
                sealing.seal(UnfamiliarSignIn.TYPE, user.tenantId(), noticeId, to, null));
        outbox.add(unit, EventDraft.of(event, user.id(), user.tenantId()).onBehalfOf(user.id()));
    }

    /** Of so little that it could be guessed; not without the key. */
    private String digest(User user, Kind kind, String what) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String text = String.join("\n", user.tenantId(), user.id(), kind.name(), what);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, unavailable);
        }
    }
}
