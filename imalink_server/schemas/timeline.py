"""The wire's shape of the timeline."""

from __future__ import annotations

from typing import Self

from imalink_server.schemas.words import Answer
from imalink_server.services.timeline import Bucket, Granularity


class DateRange(Answer):
    """The first and the last moment."""

    first: str
    last: str


class BucketAnswer(Answer):
    """A stretch of time; levels below it are null."""

    year: int
    month: int | None
    day: int | None
    hour: int | None
    count: int
    preview_hothash: str
    preview_url: str
    date_range: DateRange

    @classmethod
    def of(cls, bucket: Bucket) -> Self:
        """Shape a bucket."""
        parts = [int(part) for part in bucket.name.replace("T", "-").split("-")]
        year, month, day, hour = (*parts, None, None, None)[:4]
        return cls(
            year=year or 0,
            month=month,
            day=day,
            hour=hour,
            count=bucket.count,
            preview_hothash=bucket.hothash,
            # By its id: by hothash another photo of the same look could be meant.
            preview_url=f"/api/v1/photos/{bucket.photo_id}/hotpreview",
            date_range=DateRange(first=bucket.first, last=bucket.last),
        )


class TimelineMeta(Answer):
    """How many photos and buckets these are; of the totals of buckets only the one that was asked for."""

    granularity: Granularity
    total_photos: int
    total_years: int | None = None
    total_months: int | None = None
    total_days: int | None = None
    total_hours: int | None = None


class TimelineAnswer(Answer):
    """Buckets, the newest first."""

    data: list[BucketAnswer]
    meta: TimelineMeta

    @classmethod
    def of(cls, buckets: list[Bucket], granularity: Granularity) -> Self:
        """Shape them."""
        total = sum(bucket.count for bucket in buckets)
        named = {f"total_{granularity.value}s": len(buckets)}
        return cls(
            data=[BucketAnswer.of(bucket) for bucket in buckets],
            meta=TimelineMeta.model_validate({"granularity": granularity, "total_photos": total, **named}),
        )
