package dev.coffer.notification.device;

import org.jspecify.annotations.Nullable;

/** What a browser subscribes with, so that nobody else can write to it. @param publicKey in Base64url; null where Web Push is not set up */
public record WebPushKey(@Nullable String publicKey) {}
