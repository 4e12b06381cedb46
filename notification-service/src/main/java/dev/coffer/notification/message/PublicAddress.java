package dev.coffer.notification.message;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where this service is reached from outside. @param value without a slash at its end; null where nobody said */
public record PublicAddress(@Nullable URI value) {}
