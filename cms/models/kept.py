"""Which copies were kept of what authors uploaded. Made on uploading, so that reading makes none."""

from django.db import models


class KeptPicture(models.Model):
    """The copies of a picture in fixed widths, or why there can be none."""

    image = models.OneToOneField("wagtailimages.Image", models.CASCADE, related_name="kept_picture")
    upload = models.CharField(max_length=300)  # the file that they were made from: an author may replace it
    copies = models.JSONField(default=list)  # [{src, width, height}], the narrowest first
    why_not = models.CharField(max_length=300, blank=True)

    wagtail_reference_index_ignore = True  # or every picture would be said to be used

    def __str__(self) -> str:
        return f"Copies of picture {self.image_id}"


class KeptFile(models.Model):
    """The copy of a file to take away."""

    document = models.OneToOneField("wagtaildocs.Document", models.CASCADE, related_name="kept_file")
    upload = models.CharField(max_length=300)
    src = models.CharField(max_length=100)
    bytes = models.PositiveBigIntegerField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Copy of file {self.document_id}"
