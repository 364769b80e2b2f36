curl https://relaydance.com/v1/video/generations \
  -H "Authorization: Bearer $RELAYDANCE_API_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "model": "seedance-1-5-pro-with-audio",
    "prompt": "@image1 rotates slowly on a marble pedestal, studio lighting",
    "seconds": "5",
    "metadata": {
      "ratio": "1:1",
      "resolution": "720p",
      "content": [
        {
          "type": "image_url",
          "image_url": { "url": "https://example.com/product.jpg" },
          "role": "reference_image"
        }
      ]
    }
  }'
