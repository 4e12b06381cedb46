package dev.coffer.notification.post;

import dev.coffer.notification.message.NotificationChannel;

/** What takes the messages of a channel. There is a bean of these for each channel that leaves the system. */
public record ChannelPost(NotificationChannel channel, Post post) {}
